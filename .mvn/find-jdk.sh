# Sourced by ./integrand and ./mvnw: find_jdk25 prints the home of a JDK 25, or fails.
# Looks at INTEGRAND_JAVA_HOME, JAVA_HOME, the PATH, then the usual folders; reads each JDK's own `release` file, so no Java is started.

is_jdk25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null
}

find_jdk25() {
  for home in "${INTEGRAND_JAVA_HOME-}" "${JAVA_HOME-}"; do
    if [ -n "$home" ] && is_jdk25 "$home"; then printf '%s\n' "$home"; return 0; fi
  done
  if java=$(command -v java 2>/dev/null); then
    java=$(readlink -f "$java" 2>/dev/null || printf '%s\n' "$java")
    home=${java%/bin/java}
    if is_jdk25 "$home"; then printf '%s\n' "$home"; return 0; fi
  fi
  set +f
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/lib/jvm/* /usr/local/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.jenv/versions/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk25 "$home"; then printf '%s\n' "$home"; return 0; fi
  done
  return 1
}
