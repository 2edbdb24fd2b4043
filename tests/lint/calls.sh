# Calls that have no place in the house, or only in one room of it.
. "$(dirname "$0")/lib.sh"
. "$here/code.sh"
plan 11

# calls FILES-PATTERN NAMES: uses of these functions in the files that match.
calls() { printf '%s\n' "$code" | grep -E "^($1)" | grep -E "(^|[^A-Za-z0-9_>.])($2)[ \t]*\\("; }

# the same, everywhere but there
calls_outside() { printf '%s\n' "$code" | grep -Ev "^($1)" | grep -E "(^|[^A-Za-z0-9_>.])($2)[ \t]*\\("; }

# shellcheck disable=SC2046
code=$(code_of $(c_files src tests))

calls '' 'strn?cpy|strn?cat|v?sprintf|gets|strtok|alloca|tmpnam|mktemp' |
	law "nothing is written without a bound"
calls 'src/' 'ato[ifl]|atoll|v?[fs]?scanf|s?rand|random|rand_r' | law "numbers are parsed and drawn with care"
calls 'src/' 'system|popen|exec[lv]p|vfork' | law "no shell and no search path between us and a program"
calls 'src/' 'mmap|madvise' | law "files are read, never mapped"
calls '' 'signal' | grep -v 'SIG_DFL' | law "signals are set by sigaction"
calls '' 'sleep|usleep|nanosleep|napms' | law "nobody sleeps"
calls_outside 'src/base/mem\.c|tests/' 'malloc|calloc|realloc|reallocarray|strn?dup|v?asprintf' |
	law "memory comes from base/mem.h"
calls 'src/' 'is(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)|to(lower|upper)|strn?casecmp|strcoll|strxfrm' |
	law "letters are not left to the locale"
calls 'src/(base|text|layout|news|words|library|term|fetch|ui)/' 'v?f?printf|v?dprintf|f?puts|f?putc|putchar|fwrite|perror' |
	law "only commands and main print"
calls 'src/' '(mv)?w?(add|ins)n?(_w)?str|(mv)?w?(add|ins)_?n?wstr|(mv)?(v?w)?_?printw|(mv)?w?echochar' |
	law "text reaches the screen as cells"

find tests -name '*.sh' -type f | sort | xargs grep -nE '(^|[;&|(`]|then|do)[ 	]*sleep[ 	]' | law "no script sleeps"
