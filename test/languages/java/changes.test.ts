import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../../project.ts';

/** What is offered for the only thing that the handler makes: how surely, or why nothing. */
async function offered(body: string): Promise<string> {
  const text = `//- Orders.java
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClient;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.s3.AmazonS3Client;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Map;
import org.springframework.web.client.RestTemplate;
import org.thymeleaf.TemplateEngine;

public class Orders implements RequestHandler<Map<String, String>, Object> {
  public Object handleRequest(Map<String, String> event, Context context) {
    ${body}
  }
  private static void prepare(RestTemplate rest) {
    rest.getInterceptors().add(null);
  }
}
`;
  const { findings } = await workspaceOf(project(text).files).workspace.review();
  const its = findings.filter(({ rule }) => rule === 'startup-time/init-in-handler');
  return its.map((it) => it.fixes[0]?.applicability ?? it.noFix ?? '').join('; ');
}

const again = (call: string): string => `\`${call}\` would register again on each invocation; move that as well`;

const examples: Readonly<Record<string, readonly [body: string, offered: string]>> = {
  'what only asks it': ['return new RestTemplate().getForObject(event.get("url"), String.class);', 'safe'],
  'a builder that only makes it, which moves along': [
    'GsonBuilder builder = new GsonBuilder();\n    Gson gson = builder.create();\n    return gson.toJson(event);',
    'safe',
  ],
  'a builder that is told more, which stays': [
    'GsonBuilder builder = new GsonBuilder();\n    builder.serializeNulls();\n    Gson gson = builder.create();\n    return gson.toJson(event);',
    'suggested',
  ],
  'a list that it has': [
    'RestTemplate rest = new RestTemplate();\n    rest.getMessageConverters().add(null);\n    return rest;',
    again('rest.getMessageConverters().add'),
  ],
  'a list that it has, by a name': [
    'RestTemplate rest = new RestTemplate();\n    List<Object> all = rest.getInterceptors();\n    all.add(null);\n    return rest;',
    again('all.add'),
  ],
  'a list that a method of the file grows': [
    'RestTemplate rest = new RestTemplate();\n    prepare(rest);\n    return rest;',
    again('rest.getInterceptors().add'),
  ],
  'a list that it gives': [
    'RestTemplate rest = new RestTemplate();\n    List<Object> all = rest.getForObject(event.get("url"), List.class);\n    all.add(null);\n    return all;',
    'safe',
  ],
  'what it is set up with, which moves along': [
    'TemplateEngine engine = new TemplateEngine();\n    engine.addTemplateResolver(null);\n    return engine;',
    'suggested',
  ],
  'what it is set up with of the event': [
    'TemplateEngine engine = new TemplateEngine();\n    engine.addTemplateResolver(event.get("resolver"));\n    return engine;',
    '',
  ],
  'what it is set up with under a condition': [
    'TemplateEngine engine = new TemplateEngine();\n    if (event.containsKey("x")) engine.addTemplateResolver(null);\n    return engine;',
    again('engine.addTemplateResolver'),
  ],
  'what it is set up with after its first use': [
    'TemplateEngine engine = new TemplateEngine();\n    engine.process("a", null);\n    engine.addTemplateResolver(null);\n    return engine;',
    again('engine.addTemplateResolver'),
  ],
  'what a client is told, which is the same each time': [
    'AmazonDynamoDBClient client = new AmazonDynamoDBClient();\n    client.setEndpoint("https://localhost");\n    return client;',
    'suggested',
  ],
  'what a client is told by the event': [
    'AmazonDynamoDBClient client = new AmazonDynamoDBClient();\n    client.setEndpoint(event.get("endpoint"));\n    return client;',
    '',
  ],
  'a handler that is added to a client': [
    'AmazonS3Client client = new AmazonS3Client();\n    client.addRequestHandler(null);\n    return client;',
    'suggested',
  ],
};

describe('in Java, what is done to a thing after it is made decides about its move', () => {
  for (const [what, [body, expected]] of Object.entries(examples))
    it(what, async () => assert.equal(await offered(body), expected));
});
