# Sourced by the scripts of this folder.

# Prints the home of a JDK 25 or later: JAVA_HOME if it is one, else from /usr/lib/jvm.
jdk_home() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [[ -x $home/bin/java && -r $home/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [[ -n $version && $version -ge 25 ]]; then
      echo "$home"
      return
    fi
  done
  echo "no JDK 25 or later in JAVA_HOME or /usr/lib/jvm; install one" >&2
  return 1
}
