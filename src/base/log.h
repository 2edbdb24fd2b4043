/*
 * log.h: notes for whoever looks for a fault, never for the reader.
 *
 * Silent until log_open() is given a file (JARIDA_LOG). A line is one write(2).
 */
#ifndef JARIDA_BASE_LOG_H
#define JARIDA_BASE_LOG_H

/* Append to the file from now on; NULL or a file that cannot be opened: stay silent. */
void log_open(const char *path);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
