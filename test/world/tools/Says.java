import com.sun.source.util.JavacTask;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads the source path on the first line, and sources, a line each: path and text, all in Base64. Writes what javac says
 * of each source: sentences in Base64, split by spaces, on one line. Argument: `names` or `syntax`.
 */
public class Says {
  public static void main(String[] arguments) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean names = arguments[0].equals("names");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String sourcePath = decoded(in.readLine());
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ");
      String path = decoded(parts[0]);
      String text = parts.length > 1 ? decoded(parts[1]) : "";
      List<String> said = new ArrayList<>();
      for (String it : says(compiler, path, text, names, sourcePath)) said.add(encoded(it));
      System.out.println(String.join(" ", said));
    }
  }

  static List<String> says(JavaCompiler compiler, String path, String text, boolean names, String sourcePath) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaFileObject source = new SimpleJavaFileObject(URI.create("mem:///" + path.replaceAll("[^\\w./-]", "_")), JavaFileObject.Kind.SOURCE) {
      @Override public CharSequence getCharContent(boolean ignored) { return text; }
      @Override public boolean isNameCompatible(String name, Kind kind) { return true; }
    };
    List<String> options = List.of("-proc:none", "-implicit:none", "-Xlint:none", "-Xmaxerrs", "100000",
      "--should-stop=ifError=FLOW", "-sourcepath", sourcePath);
    List<String> said = new ArrayList<>();
    try {
      JavacTask task = (JavacTask) compiler.getTask(null, null, found, options, null, List.of(source));
      task.parse();
      boolean broken = found.getDiagnostics().stream().anyMatch(it -> it.getKind() == Diagnostic.Kind.ERROR);
      int ofSyntax = found.getDiagnostics().size();
      if (names && !broken) task.analyze();
      int index = 0;
      for (Diagnostic<? extends JavaFileObject> it : found.getDiagnostics()) {
        boolean syntax = index++ < ofSyntax;
        if (it.getKind() != Diagnostic.Kind.ERROR || it.getSource() != null && !it.getSource().toUri().getScheme().equals("mem")) continue;
        said.add((syntax ? "syntax: " : "") + it.getMessage(Locale.ROOT).replaceAll("\\s+", " "));
      }
    } catch (java.io.IOException | RuntimeException | StackOverflowError error) {
      said.add("syntax: javac failed, " + error.getClass().getSimpleName());
    }
    return said;
  }

  static String decoded(String text) { return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8); }

  static String encoded(String text) { return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)); }
}
