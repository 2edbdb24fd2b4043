# The tree speaks of itself alone: not of the machine it was written on, not of
# work that is left. The patterns below are written so that they do not match
# themselves.
. "$(dirname "$0")/lib.sh"
plan 4

files=$(
	find src tests man data .ci -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.mk' \
		-o -name '*.1' -o -name '*.awk' -o -name run \) 2>/dev/null
	ls README README.md COPYING bootstrap configure.ac Makefile.am .clang-format .clang-tidy 2>/dev/null
)

# $files is a list of names without spaces.
# shellcheck disable=SC2086
{
	grep -nE '(^|[^A-Za-z0-9_.$}/])/(work|hom[e]|root|Users|mnt)/' $files | law "no paths of a machine"
	grep -nwE 'TO[D]O|FIX[M]E|XX[X]|HAC[K]|WI[P]' $files | law "no work is left"
	grep -niE '\bissue #?[0-9]|pull[ ]request' $files | law "no numbers of a tracker"
	grep -nE '#if [0]($|[^-9x])' $files | law "no code that is switched off"
}
