# Memory of many readers of one folder at once, in restricted mode, each in a
# terminal of its own and some pages into an article; beside as many less.
# Kilobytes each: proportional (what is shared is divided), private, resident.
. "$top_srcdir/tests/bench/common.sh"
need less less
copies=${JARIDA_BENCH_COPIES:-200}
mkdir "$scratch/news"
cp "$top_srcdir"/data/samples/*.txt "$scratch/news"
article=$(ls -S "$scratch"/news/ar-*.txt | head -n 1)
"$jarida" show --order=visual --width=80 "$article" </dev/null >"$scratch/visual"
export SSH_CONNECTION=far
each() { printf '%-10s %s\n' "$1" "$(shift && "$bench/pty" -n 1 -c "$copies" "$@" | awk '/^memory/ { print $2, $3, $4 }')"; }
echo "$copies of each: KB proportional, private dirty, resident"
each less -w '@\s @\s' less "$scratch/visual"
each jarida -w '@\r @\s @\s' "$jarida" --restricted "$scratch/news"
