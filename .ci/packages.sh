# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages that the project needs, in one place. To be sourced.

build_packages=(
    g++ cmake ninja-build
    qt6-base-dev qt6-svg-dev libqcustomplot-dev
    libeigen3-dev libboost-dev nlohmann-json3-dev libtbb-dev
    libnanoflann-dev
    fonts-noto-core
)
test_packages=(
    libmuparser-dev locales poppler-utils librsvg2-bin
)
benchmark_packages=(
    libbenchmark-dev
)
check_packages=(
    clang-format clang-tidy ccache
)

# ensure_packages FOLDER NAME...: installs what is missing. A list that was found complete is
# remembered in FOLDER, so that the next time costs nothing.
ensure_packages() {
    local folder=$1
    shift
    local stamp="$folder/packages-installed"
    local wanted
    wanted=$(printf '%s\n' "$@" | sort -u)
    if [ -f "$stamp" ] && [ -z "$(comm -13 <(sort -u "$stamp") <(printf '%s\n' "$wanted"))" ]; then
        return
    fi
    local missing=() name
    for name in $wanted; do
        dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed ||
            missing+=("$name")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "${missing[@]}"
    fi
    mkdir -p "$folder"
    printf '%s\n' "$wanted" >"$stamp"
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages; as root: apt-get install --no-install-recommends $*" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    echo "Installing: $*" >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@" >&2
}
