# Installs what the browser tests need besides Debian's chromium and poppler-utils: axe-core and
# playwright-core, in tests/browser/node_modules. `make deps` calls it; the tests fetch nothing.
set -eu
cd "$(dirname "$0")"
command -v npm > /dev/null || { echo "npm is missing: apt-get install npm" >&2; exit 1; }
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --no-save --ignore-scripts --loglevel=error
