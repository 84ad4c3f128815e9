package jacquard.cli;

import java.nio.file.Path;

/**
 * What the script {@code jacquard} tells this JVM.
 *
 * @param command the script, as the user typed it
 * @param key names the JDK and our jars: what was compiled with others is not taken
 * @param cache the user's folder for what we keep; empty for none
 */
record Setting(String command, String key, String cache) {

  /** Reads the system properties that the script set, and takes them away from the program. */
  static Setting take() {
    return new Setting(take("command", "jacquard"), take("key", ""), take("cache", ""));
  }

  private static String take(String name, String otherwise) {
    String value = System.clearProperty("jacquard." + name);
    return value == null ? otherwise : value;
  }

  /** The prepared cache of a JVM that compiles. */
  Path compilerCache() {
    return Path.of(cache, "aot", key + ".compile");
  }
}
