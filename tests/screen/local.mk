# Screen tests: the program in a pseudo-terminal, libvterm as the screen.
