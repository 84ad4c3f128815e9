#!/bin/sh
# Finds a JDK 25 or later and prints its home; with none on this machine, fetches Temurin 25.
# Called by mvnw and jacquard. What it says to people goes to stderr. It exits 0 with a home,
# 1 with two lines (what is wrong; how to install one), 128+n when signal n ends it.
#
# Looked at, in this order: JAVA_HOME, the path, SDKMAN, the system's folders, Homebrew, macOS,
# Maven's toolchains, ~/.jdks, our own cache. JAVA_HOME and the path are choices: 25 or later is
# taken as it is. Elsewhere 25 itself, the release Jacquard is built with, wins over later ones.
#
#   JACQUARD_JDK_FETCH=never   do not fetch
#   JACQUARD_JDK_URL           where the Adoptium API is (default https://api.adoptium.net)
#   JACQUARD_JDK_ROOT          put before the system's folders (for tests)
#
# Fetching: everything happens in a folder of this process beside the goal, and a rename makes it
# visible, so that there is a whole JDK or none. A symbolic link whose target is the process id is
# the lock: its making is atomic and it names the owner, so a lock whose owner died is taken over.
#
# Plain POSIX sh: it also runs where there is no bash (Alpine), and on the bash 3.2 of macOS.
# Proved by: FindJdkTest.
set -u

feature=25
api=${JACQUARD_JDK_URL:-https://api.adoptium.net}
root=${JACQUARD_JDK_ROOT:-}
home=${HOME:-}
cache=${XDG_CACHE_HOME:-${home:+$home/.cache}}
cache=${cache:+$cache/jacquard}
later=
part=
child=

say() { printf 'jacquard: %s\n' "$*" >&2; }

fail() {
  printf '%s\n' "error: no JDK $feature or later found, and $*" \
    "  try: apt install openjdk-25-jdk | dnf install java-25-openjdk-devel | brew install openjdk@25 | sdk install java 25-tem" >&2
  exit 1
}

found() {
  printf '%s\n' "$1"
  exit 0
}

# --- looking ---------------------------------------------------------------------------------

# Sets version to the feature release of the JDK in $1, 0 if there is none. Reads the release
# file, so that no JVM is started; a JDK without one is asked.
version_of() {
  version=0
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  line=
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in JAVA_VERSION=*) break ;; esac
      line=
    done <"$1/release"
    line=${line#JAVA_VERSION=}
    line=${line#\"}
  else
    line=$("$1/bin/javac" -version 2>&1) || line=
    line=${line#javac }
  fi
  line=${line%%[!0-9]*}
  version=${line:-0}
}

# A place that the user chose: 25 or later is taken.
choose() {
  version_of "$1"
  [ "$version" -lt "$feature" ] || found "$1"
}

# Places that happen to be there: 25 is taken, a later one remembered.
consider() {
  for candidate in "$@"; do
    version_of "$candidate"
    [ "$version" -ne "$feature" ] || found "$candidate"
    [ "$version" -lt "$feature" ] || later=${later:-$candidate}
  done
}

# The home of the java on the path: its file is <home>/bin/java once links are followed. A shim
# (jenv, asdf, macOS' own) is no such file and is left alone: what it points to is looked at below.
look_at_path() {
  java=$(command -v java) || return 0
  hops=0
  while [ -L "$java" ] && [ "$hops" -lt 20 ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=${java%/*}/$target ;;
    esac
    hops=$((hops + 1))
  done
  java=$(cd "${java%/*}/.." 2>/dev/null && pwd -P) || return 0
  if [ -r "$java/release" ]; then choose "$java"; fi
}

look_at_macos() {
  [ -x "$root/usr/libexec/java_home" ] || return 0
  consider "$("$root/usr/libexec/java_home" -F -v "$feature+" 2>/dev/null)"
}

look_at_toolchains() {
  [ -r "$home/.m2/toolchains.xml" ] || return 0
  while IFS= read -r candidate; do
    case $candidate in "\${user.home}"*) candidate=$home${candidate#"\${user.home}"} ;; esac
    consider "$candidate"
  done <<EOF
$(sed -n 's:.*<jdkHome>[[:space:]]*\([^<]*[^<[:space:]]\)[[:space:]]*</jdkHome>.*:\1:p' "$home/.m2/toolchains.xml")
EOF
}

look() {
  choose "${JAVA_HOME:-}"
  look_at_path
  consider "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/*
  consider "$root"/usr/lib/jvm/* "$root"/usr/lib64/jvm/* "$root"/usr/java/* "$root"/opt/java/*
  consider "$root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$root"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$root"/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec
  look_at_macos
  consider "$root"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home
  look_at_toolchains
  consider "$home"/.jdks/*
  [ -z "$cache" ] || consider "$cache/jdk-$feature"
  [ -z "$later" ] || found "$later"
}

# --- fetching --------------------------------------------------------------------------------

# Leaves nothing behind, whatever ends the run: not the part, nor the lock if it is ours.
clean_up() {
  [ -z "$child" ] || kill "$child" 2>/dev/null
  [ -z "$part" ] || rm -rf "$part"
  [ "$(readlink "$cache/jdk-$feature.lock" 2>/dev/null)" != $$ ] || rm -f "$cache/jdk-$feature.lock"
}

# Waits until the lock is ours, or until whoever holds it has put a JDK in place.
take_lock() {
  lock=$cache/jdk-$feature.lock
  waited=0
  until ln -s $$ "$lock" 2>/dev/null; do
    owner=$(readlink "$lock") || continue
    if kill -0 "$owner" 2>/dev/null; then
      [ "$waited" -gt 0 ] || say "process $owner is fetching the JDK: waiting for it"
      # Not for ever: after a restart of the machine the number may be another program's.
      [ "$waited" -lt 1200 ] || fail "process $owner keeps $lock: remove it if that is no download"
      waited=$((waited + 1))
      sleep 1
    elif mv "$lock" "$lock.$$" 2>/dev/null; then
      # Only if it is still the dead one's: another waiter may have been quicker.
      if [ "$(readlink "$lock.$$")" = "$owner" ]; then
        rm -rf "$cache/jdk-$feature.part.$owner" "$lock.$$"
      else
        mv "$lock.$$" "$lock"
      fi
    fi
  done
  consider "$cache/jdk-$feature"
}

# Runs a command in the background and waits: a shell acts on a signal while it waits, but not
# while a command runs in the foreground.
attend() {
  "$@" &
  child=$!
  wait "$child"
  status=$?
  child=
  return "$status"
}

# What this machine is called at Adoptium: sets os and arch.
name_machine() {
  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=mac ;;
    *) fail "Temurin is fetched on Linux and macOS only" ;;
  esac
  for loader in /lib/ld-musl-*; do
    if [ -e "$loader" ] && [ "$os" = linux ]; then os=alpine-linux; fi
  done
  case $(uname -m) in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    *) fail "Temurin $feature is not fetched for $(uname -m)" ;;
  esac
}

# Asks the API for the newest build: sets link, checksum and size.
ask() {
  query="$api/v3/assets/latest/$feature/hotspot?architecture=$arch&image_type=jdk&os=$os&vendor=eclipse"
  if [ "$loader_tool" = curl ]; then
    attend curl -fsSL --connect-timeout 20 --max-time 60 -o "$part/answer" "$query" 2>"$part/error"
  else
    attend wget -q -T 20 -O "$part/answer" "$query" 2>"$part/error"
  fi || fail "$api did not answer with one to fetch ($loader_tool: exit $?)"
  answer=$(tr -d '\n' <"$part/answer" | sed -n 's/.*"package" *: *{\([^}]*\)}.*/\1/p')
  link=$(printf '%s' "$answer" | sed -n 's/.*"link" *: *"\([^"]*\)".*/\1/p')
  checksum=$(printf '%s' "$answer" | sed -n 's/.*"checksum" *: *"\([0-9a-fA-F]*\)".*/\1/p')
  size=$(printf '%s' "$answer" | sed -n 's/.*"size" *: *\([0-9]*\).*/\1/p')
  [ -n "$link" ] && [ ${#checksum} -eq 64 ] || fail "$api lists none for $os $arch"
  case $api:$link in
    https:*:https:* | http:*) ;;
    *) fail "$api names an address that is not https: $link" ;;
  esac
}

download() {
  say "no JDK $feature found: fetching Temurin $feature for $os $arch${size:+, $((size / 1048576)) MB,} into $cache/jdk-$feature"
  if [ "$loader_tool" = curl ]; then
    attend curl -fL --progress-bar --connect-timeout 20 --speed-limit 1024 --speed-time 60 -o "$part/jdk.tar.gz" "$link"
  else
    attend wget -T 60 -O "$part/jdk.tar.gz" "$link"
  fi || fail "the download from $link broke off ($loader_tool: exit $?)"
  if command -v sha256sum >/dev/null; then
    actual=$(sha256sum <"$part/jdk.tar.gz")
  else
    actual=$(shasum -a 256 <"$part/jdk.tar.gz")
  fi
  actual=${actual%% *}
  [ "$actual" = "$checksum" ] || fail "what came from $link is not what was published: sha256 is $actual, should be $checksum"
}

unpack() {
  mkdir "$part/unpacked"
  attend tar -xzf "$part/jdk.tar.gz" -C "$part/unpacked" || fail "the archive from $link could not be unpacked"
  for candidate in "$part"/unpacked/* "$part"/unpacked/*/Contents/Home; do
    version_of "$candidate"
    [ "$version" -lt "$feature" ] || break
  done
  [ "$version" -ge "$feature" ] || fail "the archive from $link holds no JDK $feature"
  # A goal that is there but was not taken above is not a JDK: it must not swallow the new one.
  if [ -e "$cache/jdk-$feature" ]; then mv "$cache/jdk-$feature" "$part/broken"; fi
  mv "$candidate" "$cache/jdk-$feature" || fail "$cache cannot be written"
}

fetch() {
  [ "${JACQUARD_JDK_FETCH:-}" != never ] || fail "JACQUARD_JDK_FETCH=never forbids fetching one"
  [ -n "$cache" ] || fail "there is no place to keep one: neither HOME nor XDG_CACHE_HOME is set"
  loader_tool=curl
  command -v curl >/dev/null || loader_tool=wget
  command -v "$loader_tool" >/dev/null || fail "neither curl nor wget is there to fetch one"
  command -v sha256sum >/dev/null || command -v shasum >/dev/null || fail "neither sha256sum nor shasum is there to check one"
  name_machine
  (umask 077 && mkdir -p "$cache") 2>/dev/null && [ -w "$cache" ] || fail "$cache cannot be written"

  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  take_lock
  part=$cache/jdk-$feature.part.$$
  mkdir "$part" || fail "$cache cannot be written"
  ask
  download
  unpack
  say "Temurin $feature is in $cache/jdk-$feature"
  found "$cache/jdk-$feature"
}

look
fetch
