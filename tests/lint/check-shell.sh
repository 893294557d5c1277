# Shell scripts parse; shellcheck, where there is one, has nothing to say.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
scripts=$(find tests .ci -name '*.sh' -not -path '*/node_modules/*' 2> /dev/null | sort)
[ ! -f .ci/run ] || scripts="$scripts .ci/run"
: > "$work/bad"
for script in $scripts; do
    case $(head -n 1 "$script") in
    *bash*) bash -n "$script" 2>> "$work/bad" ;;
    *) sh -n "$script" 2>> "$work/bad" ;;
    esac
done
verdict "shell scripts parse" "$work/bad"
if command -v shellcheck > /dev/null; then
    # Not set here: variables that suite.sh gives (2154), sourced files by variable (1090, 1091).
    # shellcheck disable=SC2086 # a list of files without spaces
    shellcheck -s sh -S warning -e SC2154,SC1090,SC1091,SC2034 -f gcc $scripts > "$work/bad"
    verdict "shellcheck" "$work/bad"
else skip "shellcheck" "it is not installed"; fi
finish
