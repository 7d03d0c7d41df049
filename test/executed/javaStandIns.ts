/** Classes that look like those of the SDKs as far as the programs use them, and write down what is done with them. */

/** Paths and sources. */
export function standIns(): Readonly<Record<string, string>> {
  const sources: Record<string, string> = {};
  const add = (name: string, body: string) => {
    const parts = name.split('.');
    const simple = parts.at(-1) ?? '';
    const text = `package ${parts.slice(0, -1).join('.')};\n\nimport standin.Log;\n\n${body.replaceAll('NAME', simple)}\n`;
    sources[`${parts.join('/')}.java`] = text;
  };
  add('standin.Log', log);
  add('com.amazonaws.services.lambda.runtime.Context', 'public interface NAME {}');
  add(
    'com.amazonaws.services.lambda.runtime.RequestHandler',
    'public interface NAME<I, O> { O handleRequest(I input, Context context); }',
  );
  add(
    'software.amazon.awssdk.regions.Region',
    'public final class NAME { public static final NAME US_EAST_1 = new NAME("us-east-1"); private final String name; private NAME(String name) { this.name = name; } public static NAME of(String name) { return new NAME(name); } public String toString() { return name; } }',
  );
  for (const client of ['dynamodb.DynamoDbClient', 's3.S3Client', 'sns.SnsClient', 'sqs.SqsClient'])
    add(`software.amazon.awssdk.services.${client}`, client2);
  add('software.amazon.awssdk.http.SdkHttpClient', 'public interface NAME extends AutoCloseable { void close(); }');
  const http = 'software.amazon.awssdk.http.SdkHttpClient';
  add(
    'software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient',
    client2
      .replace('implements AutoCloseable', `implements ${http}`)
      .replace('public static NAME create', `public static ${http} create`)
      .replace('public NAME build', `public ${http} build`),
  );
  add('software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient', client2);
  add('com.amazonaws.services.s3.AmazonS3', client1);
  add(
    'com.amazonaws.services.s3.AmazonS3ClientBuilder',
    'public class NAME { private String made = ""; public static NAME standard() { return new NAME(); } public static AmazonS3 defaultClient() { return new AmazonS3("AmazonS3"); } public NAME withRegion(String region) { made += region; return this; } public AmazonS3 build() { return new AmazonS3("AmazonS3 " + made); } }',
  );
  add(
    'com.amazonaws.services.s3.AmazonS3Client',
    'public class NAME extends AmazonS3 { public NAME() { super("NAME"); } public NAME withRegion(String region) { return this; } }',
  );
  add(
    'com.fasterxml.jackson.databind.ObjectMapper',
    'public class NAME { public NAME() { Log.constructed("NAME"); } public NAME registerModule(Object module) { return this; } public String writeValueAsString(Object value) { return Log.called("NAME.writeValueAsString", value); } }',
  );
  add(
    'okhttp3.OkHttpClient',
    'public class NAME { NAME(String made) { Log.constructed(made); } public String call(Object... given) { return Log.called("NAME.call", given); } public static class Builder { private String made = "NAME"; public Builder callTimeout(java.time.Duration timeout) { made += " " + timeout; return this; } public NAME build() { return new NAME(made); } } }',
  );
  add('standin.Database', database);
  return sources;
}

const log = `public final class NAME {
  private static final java.util.List<String> LINES = new java.util.ArrayList<>();
  public static void constructed(String what) { LINES.add("C\\t" + what); }
  public static String called(String what, Object... given) {
    String line = what + java.util.Arrays.deepToString(given);
    LINES.add("L\\t" + line);
    if (line.contains("boom")) throw new IllegalStateException(line);
    return line;
  }
  public static java.util.List<String> drain() {
    java.util.List<String> lines = new java.util.ArrayList<>(LINES);
    LINES.clear();
    return lines;
  }
}`.replace('import standin.Log;', '');

/** A driver of JDBC, once it is registered. */
const database = `public final class NAME implements java.sql.Driver {
  public static void register() {
    try {
      java.sql.DriverManager.registerDriver(new NAME());
    } catch (java.sql.SQLException error) {
      throw new IllegalStateException(error);
    }
  }
  public boolean acceptsURL(String url) { return url.startsWith("jdbc:standin:"); }
  public java.sql.Connection connect(String url, java.util.Properties info) {
    if (!acceptsURL(url)) return null;
    Log.constructed(url);
    Class<?>[] types = {java.sql.Connection.class};
    return (java.sql.Connection) java.lang.reflect.Proxy.newProxyInstance(NAME.class.getClassLoader(), types, (self, method, given) -> {
      if (method.getName().equals("isValid")) return true;
      String line = Log.called(url + "." + method.getName(), given == null ? new Object[0] : given);
      return method.getReturnType() == String.class ? line : null;
    });
  }
  public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return new java.sql.DriverPropertyInfo[0]; }
  public int getMajorVersion() { return 1; }
  public int getMinorVersion() { return 0; }
  public boolean jdbcCompliant() { return false; }
  public java.util.logging.Logger getParentLogger() { return null; }
}`.replace('import standin.Log;', '');

/** A client of version 2, which is built of what its builder was given. */
const client2 = `public class NAME implements AutoCloseable {
  private final String made;
  NAME(String made) { this.made = made; Log.constructed(made); }
  public static NAME create() { return new NAME("NAME"); }
  public static Builder builder() { return new Builder(); }
  public String call(Object... given) { return Log.called(made + ".call", given); }
  public void close() { Log.called(made + ".close"); }
  public String toString() { return made; }
  public static class Builder {
    private String made = "NAME";
    public Builder region(Object it) { made += " region " + it; return this; }
    public Builder endpointOverride(Object it) { made += " endpoint " + it; return this; }
    public Builder httpClient(Object it) { made += " http " + it; return this; }
    public Builder dynamoDbClient(Object it) { made += " of " + it; return this; }
    public NAME build() { return new NAME(made); }
  }
}`;

const client1 = `public class NAME {
  private final String made;
  NAME(String made) { this.made = made; Log.constructed(made); }
  public String call(Object... given) { return Log.called(made + ".call", given); }
}`;
