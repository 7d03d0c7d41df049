import com.amazonaws.services.lambda.runtime.Context;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles and runs programs that it is told of, a line each: directory, class, method and events, apart by tabs.
 * It answers with lines `C` (constructed), `L` (called), `O` (outcome, which ends an invocation), `E` (does not compile),
 * and `.` at the end. Each program has its own copy of the stand-ins, so that none sees what another left.
 */
public class Runner {
  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> parts = Arrays.asList(line.split("\t", -1));
      List<String> out = new ArrayList<>();
      try {
        run(parts, out, arguments[0]);
      } catch (Throwable error) {
        out.add("E\t" + error);
      }
      StringBuilder answer = new StringBuilder();
      for (String it : out) answer.append(it.replace("\n", "\\n").replace("\r", "")).append('\n');
      System.out.print(answer + ".\n");
      System.out.flush();
    }
  }

  private static void run(List<String> parts, List<String> out, String standIns) throws Exception {
    Path root = Path.of(parts.get(0));
    Path classes = root.resolve(".classes");
    Files.createDirectories(classes);
    String refusal = compile(root, classes, standIns);
    if (!refusal.isEmpty()) {
      out.add("E\t" + refusal);
      return;
    }
    URL[] path = {classes.toUri().toURL(), new File(standIns).toURI().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> log = loader.loadClass("standin.Log");
      Object handler;
      Method method;
      try {
        Class<?> type = loader.loadClass(parts.get(1));
        handler = type.getDeclaredConstructor().newInstance();
        method =
            Arrays.stream(type.getMethods())
                .filter(it -> it.getName().equals(parts.get(2)) && !it.isBridge())
                .findFirst()
                .orElseThrow();
      } finally {
        drain(log, out);
      }
      out.add("O\tloaded");
      for (String event : parts.subList(3, parts.size())) {
        String outcome;
        try {
          outcome = String.valueOf(method.invoke(handler, argumentsFor(method, event)));
        } catch (InvocationTargetException thrown) {
          Throwable cause = thrown.getCause();
          outcome = "throws " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        }
        drain(log, out);
        out.add("O\t" + outcome);
      }
    }
  }

  private static Object[] argumentsFor(Method method, String event) {
    Map<String, String> map = new LinkedHashMap<>();
    Matcher pairs = Pattern.compile("\"(\\w+)\":\\s*\"([^\"]*)\"").matcher(event);
    while (pairs.find()) map.put(pairs.group(1), pairs.group(2));
    Object[] given = new Object[method.getParameterCount()];
    if (given.length > 0) given[0] = method.getParameterTypes()[0] == String.class ? map.get("id") : map;
    return given;
  }

  @SuppressWarnings("unchecked")
  private static void drain(Class<?> log, List<String> out) throws Exception {
    out.addAll((List<String>) log.getMethod("drain").invoke(null));
  }

  private static String compile(Path root, Path classes, String standIns) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var files = Files.walk(root)) {
      List<File> sources = files.filter(it -> it.toString().endsWith(".java")).map(Path::toFile).toList();
      List<String> options = List.of("-cp", standIns, "-d", classes.toString(), "-proc:none", "-nowarn");
      boolean good =
          compiler
              .getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromFiles(sources))
              .call();
      return good ? "" : "does not compile: " + said;
    }
  }
}
