/* report.h: one line to standard error. */
#ifndef JARIDA_CLI_REPORT_H
#define JARIDA_CLI_REPORT_H

/* "jarida: message", made clean first: a file's name may hold escape sequences. */
void report(const char *message);

#endif
