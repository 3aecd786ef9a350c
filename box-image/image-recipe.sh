# Parts of build-image, in the order in which it uses them.

suite=forky
jlink_options="--strip-debug --no-header-files --no-man-pages --compress zip-6"

unused_modules='java\.(desktop|sql|sql\.rowset|scripting|rmi|compiler|instrument|management\.rmi)|jdk\.(compiler|attach)'
cache=${BERTH_CACHE:-$HOME/.cache/berth}/box

die() {
    echo "$*" >&2
    exit 1
}

engine() {
    # shellcheck disable=SC2086
    ${BERTH_ENGINE_CLI:-podman} "$@"
}

find_jdk() {
    if [ -z "${JAVA_HOME:-}" ]; then
        java=$(command -v java) || die "There is no java; install a JDK 25 or set JAVA_HOME."
        JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$java")")")
    fi
    [ -x "$JAVA_HOME/bin/jlink" ] || die "$JAVA_HOME is no JDK with jlink; install a JDK 25 and set JAVA_HOME."
}

find_jars() {
    jar=$(ls target/box-image-*.jar 2>/dev/null | head -n 1)
    [ -n "$jar" ] && [ -d target/lib ] || die "boxd is not built; run ./mvnw -pl box-image -am package first."
}

# One hash over everything that shapes the image: recipe, files, jars, and the JDK that the runtime comes from.
recipe_hash() {
    {
        cat packages Containerfile build-image image-recipe.sh "$JAVA_HOME/release"
        find rootfs -type f | LC_ALL=C sort | xargs sha256sum
        find rootfs -type f -perm -100 | LC_ALL=C sort
        sha256sum "$jar" target/lib/*.jar
    } | sha256sum | cut -c1-32
}

base_hash() {
    { cat packages; echo "$suite"; } | sha256sum | cut -c1-16
}

# The base is a file system of Debian's packages alone, kept as a tar so that a new engine, or an emptied one, costs no download.
make_base() {
    base_tar=$cache/$(base_hash).tar
    [ -f "$base_tar" ] && return
    command -v mmdebstrap >/dev/null || die "There is no mmdebstrap; install it: apt-get install mmdebstrap"
    mkdir -p "$cache"
    mirror=$(debian_mirror)
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || die "There is no $keyring; install debian-archive-keyring."
    include=$(grep -v '^#' packages | tr -s ' \n' ',,' | sed 's/^,//; s/,$//')
    # A frozen mirror's Release file may have run out by this machine's clock; its signature is checked all the same.
    mmdebstrap --quiet --mode=root --format=tar --variant=minbase --include="$include" \
        --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        "$suite" "$base_tar.new" ${mirror:+"deb [signed-by=$keyring] $mirror $suite main"} ||
        { rm -f "$base_tar.new"; die "Debian's packages could not be fetched from ${mirror:-its own mirror}; see above."; }
    mv "$base_tar.new" "$base_tar"
}

# The mirror that this host's own apt uses for Debian; empty where it uses none, then mmdebstrap takes Debian's.
debian_mirror() {
    found=
    if command -v apt-get >/dev/null; then
        found=$(apt-get indextargets --format '$(SITE) $(REPO_URI)' 'Origin: Debian' 2>/dev/null |
            awk '$2 !~ /security/ { print $2; exit }')
    fi
    echo "$found"
}

make_context() {
    mkdir -p "$1/lib"
    cp Containerfile packages "$1"
    cp -R rootfs "$1/rootfs"
    cp "$jar" target/lib/*.jar "$1/lib"
    # Listed by name: the rehearsed start is only used with exactly this class path.
    list=$(cd "$1/lib" && ls ./*.jar | LC_ALL=C sort | sed 's|^\./|/usr/lib/berth/lib/|' | paste -sd :)
    printf -- '-cp %s\n' "$list" >> "$1/rootfs/usr/lib/berth/boxd.options"
    make_runtime "$1/runtime" "$1/lib"
}

# The runtime depends on the JDK and on the libraries' modules; boxd's own code changes far more often.
make_runtime() {
    kept=$cache/runtime-$({ cat "$JAVA_HOME/release" image-recipe.sh; ls target/lib; } | sha256sum | cut -c1-16)
    if [ ! -d "$kept" ]; then
        # Optional halves of jackson and logback ask for desktop, SQL and scripting, which boxd never enters.
        modules=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps "$2"/*.jar |
            tail -n 1 | tr ',' '\n' | grep -v -x -E "$unused_modules" | paste -sd ,)
        mkdir -p "$cache"
        rm -rf "$kept.new"
        # shellcheck disable=SC2086
        "$JAVA_HOME/bin/jlink" $jlink_options --add-modules "$modules,jdk.net" --output "$kept.new" ||
            die "The runtime was not linked; see above."
        mv "$kept.new" "$kept"
    fi
    cp -R "$kept" "$1"
}

# Podman reads the recipe as Docker does; its own format would drop nothing we need, but Docker's inspect of it would.
build_options() {
    if engine --version | grep -qi podman; then
        echo "--format docker --network none"
    else
        echo "--network none"
    fi
}
