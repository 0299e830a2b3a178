package dev.parallax.rtcheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Computes the table of the running JDK anew. Its only argument is the file to write. */
final class JdkTableTool {
  private static final Pattern INITIALISED = Pattern.compile("\\] *\\d* *Initializing '([^']+)'");

  private JdkTableTool() {}

  /** What all programs do. */
  static final class Warm {
    private static int done;

    private Warm() {}

    public static void main(String[] args) {
      StringBuilder text = new StringBuilder("\u4e2d").append(args.length).append(1.5f);
      done += text.toString().charAt(0) + "a".charAt(0) + "\u4e2d".hashCode();
      done += Integer.parseInt("12") + (int) Long.parseLong("12") + (int) Double.parseDouble("1");
      ReentrantLock lock = new ReentrantLock();
      lock.lock();
      lock.unlock();
      LockSupport.unpark(Thread.currentThread());
      done += (int) ByteBuffer.allocateDirect(8).putLong(1).flip().getLong();
      done += new AtomicLong().incrementAndGet() > 0 ? 1 : 0;
      try (Arena arena = Arena.ofConfined()) {
        done += arena.allocate(8).get(ValueLayout.JAVA_INT, 0);
      }
      done += (int) Math.cbrt(2) + Math.floorMod(5, 3);
      System.out.println(done);
    }
  }

  /** Writes the table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      out.write(text);
    }
    System.out.println("wrote " + args[0] + " bytes=" + Files.size(Path.of(args[0])));
  }

  /** The table as text, sorted: the same JDK gives the same text. */
  static String text() throws IOException, InterruptedException {
    Jdk jdk = new Jdk();
    List<ClassInfo> classes = new ArrayList<>();
    for (String module : Jdk.MODULES) {
      classes.addAll(new ClassFiles().read(jdk.root(module)).classes());
    }
    World world = new World(classes, name -> null);
    Set<String> initialised = initialised();
    JdkGraph graph = new JdkGraph(world, new Seeds(), initialised, exported());
    StringBuilder text = new StringBuilder(JdkTable.MAGIC + Runtime.version().feature() + "\n");
    text.append("v ").append(Runtime.version()).append('\n');
    initialised.forEach(name -> text.append("i ").append(name).append('\n'));
    Set<String> exported = exported();
    Map<String, ClassInfo> sorted = new TreeMap<>();
    classes.forEach(type -> sorted.put(type.name, type));
    for (ClassInfo type : sorted.values()) {
      int slash = type.name.lastIndexOf('/');
      if (slash > 0 && exported.contains(type.name.substring(0, slash))) {
        append(text, type, graph);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ClassInfo type, JdkGraph graph) {
    Map<String, String> rows = new TreeMap<>();
    for (MethodInfo method : type.methods.values()) {
      if (method.isOpen()) {
        EnumSet<Effect> exact = graph.ofExact(method);
        EnumSet<Effect> virtual = graph.ofVirtual(method);
        String letters = Effect.letters(exact);
        String all = exact.equals(virtual) ? letters : letters + "," + Effect.letters(virtual);
        boolean open = graph.isLeftOpen(type.name, method);
        rows.put(method.ref.signature(), open ? all + JdkTable.OPEN : all);
      }
    }
    if (!rows.isEmpty()) {
      text.append("c ").append(type.name).append('\n');
      rows.forEach(
          (method, effects) -> text.append(effects).append(' ').append(method).append('\n'));
    }
  }

  private static Set<String> exported() {
    Set<String> packages = new HashSet<>();
    for (String module : Jdk.MODULES) {
      ModuleFinder.ofSystem().find(module).orElseThrow().descriptor().exports().stream()
          .filter(e -> !e.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .forEach(name -> packages.add(name.replace('.', '/')));
    }
    return packages;
  }

  /**
   * Classes that every process of Parallax initialises long before real-time code runs: those of
   * the virtual machine's start, and of a few things that all programs do.
   */
  private static Set<String> initialised() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path place =
        Path.of(JdkTableTool.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xshare:off",
                "-Xlog:class+init=info",
                "-XX:+UseSerialGC",
                "-cp",
                place.toString(),
                Warm.class.getName())
            .redirectErrorStream(true)
            .start();
    Set<String> names = new TreeSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = INITIALISED.matcher(line);
        if (matcher.find()) {
          String name = matcher.group(1).replace('.', '/');
          // Hidden classes have an address in their names.
          if (!name.startsWith("dev/parallax/") && !name.contains("+0x")) {
            names.add(name);
          }
        }
      }
    }
    process.waitFor();
    return names;
  }
}
