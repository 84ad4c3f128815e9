# Sourced by bench/run and bench/report: finds a JDK 25, has `prepare`, which builds what changed,
# then `become CLASS ARGUMENTS…`.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$home")
built=$home/target/fast
stamp=$built/bench-run.stamp

JAVA_HOME=$("$root/build/find-jdk.sh")
export JAVA_HOME

# What an early end would leave behind.
begun=
crates=
tidy() {
  rm -f "$begun"
  [[ -z $crates ]] || kill "$crates" 2>/dev/null || true
}
trap tidy EXIT

# New peers in Rust cost a minute of one core: beside the rest. How that went is for the bench to
# say, which asks cargo again.
begin_crates() {
  if [[ ! -d $home/target/rust ]] && command -v cargo >/dev/null; then
    (cd "$home/peers/rust" && exec cargo build --release --locked --target-dir "$home/target/rust") \
      >/dev/null 2>&1 &
    crates=$!
  fi
}

prepare() {
  local sources=("$root"/pom.xml "$root"/{bench,core,net,http,bom}/pom.xml "$root"/{bench,core,net,http}/src)
  if [[ ! -e $stamp || -n $(find "${sources[@]}" -newer "$stamp" -print -quit) ]]; then
    echo 'building jacquard and the JVM peers (./mvnw -Dfast -pl bench -am package) ...' >&2
    mkdir -p "$built"
    begun=$(mktemp "$built/begun.XXXXXX")
    if ! (cd "$root" && ./mvnw -q -Dfast -DskipTests -pl bench -am package) >"$built/build.log" 2>&1; then
      tail -n 20 "$built/build.log" >&2
      echo "error: the build failed, see $built/build.log" >&2
      exit 1
    fi
    # What changed while the build ran is newer than its begin, and built next time.
    mv "$begun" "$stamp"
  fi
  if [[ -n $crates ]]; then
    echo 'waiting for the Rust peers (cargo build --release; a minute when new) ...' >&2
    wait "$crates" || true
    crates=
  fi
}

become() {
  local commit
  commit=$(git -C "$root" describe --always --dirty --abbrev=10 2>/dev/null || echo unknown)
  # An archive, not a folder of classes: an AOT cache is of archives only.
  local archive=("$built"/jacquard-bench-*.jar)
  exec "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC \
    -Djacquard.bench.home="$home" \
    -Djacquard.bench.commit="$commit" \
    -cp "${archive[0]}:$(<"$built/class-path.txt")" \
    "$@"
}
