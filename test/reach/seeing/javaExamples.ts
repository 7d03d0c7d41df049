/** Examples of Java: what is said of the handler `Orders`. */
import { reached } from '../reach.ts';

export const imports = `import com.amazonaws.services.lambda.runtime.*;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import java.sql.*;
import java.util.*;
import java.util.function.*;
import javax.inject.*;
`;

/** A handler of the file `Orders.java`, with members beside `handleRequest`; other files after it. */
export const handler = (body: string, members = '', others = ''): string => `//- src/Orders.java
${imports}public class Orders implements RequestHandler<Map<String, String>, Object> {
${members}
  public Object handleRequest(Map<String, String> event, Context context) { ${body} }
}
${others}`;

export const file = (name: string, text: string): string => `//- src/${name}.java\n${imports}${text}\n`;

/** The verdicts, with the part of the creation that tells it apart. */
export async function said(text: string): Promise<readonly string[]> {
  const lines = await reached(text, 'Orders.handleRequest');
  return lines.map((line) => line.split(' | ')[0] ?? '');
}

export interface Example {
  readonly what: string;
  readonly text: string;
  readonly said: readonly string[];
}
