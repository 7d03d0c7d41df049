/** Java: what talks to somebody else's services, and what is compiled, loaded or observed. */
import { entries, type CatalogueEntry } from './entry.ts';

const construct = { construct: true };

/** By its options, or by the default ones. */
const googleService = (service: string): readonly string[] =>
  ['.getDefaultInstance()', '()'].map((it) => `com.google.cloud.${service}Options${it}.getService`);

const apis: readonly CatalogueEntry[] = [
  ...entries('api-client', ['stripe', 'client'], ['com.stripe.StripeClient'], construct),
  ...entries('api-client', ['stripe', 'client'], ['com.stripe.StripeClient.builder().build']),
  ...entries('api-client', ['twilio', 'client'], ['com.twilio.http.TwilioRestClient.Builder().build']),
  ...entries('api-client', ['sendgrid', 'client'], ['com.sendgrid.SendGrid'], construct),
  ...entries('api-client', ['notify', 'client'], ['uk.gov.service.notify.NotificationClient'], construct),
  ...entries(
    'api-client',
    ['openai', 'client'],
    [
      'com.openai.client.okhttp.OpenAIOkHttpClient.fromEnv',
      'com.openai.client.okhttp.OpenAIOkHttpClient.builder().build',
    ],
    { type: 'com.openai.client.OpenAIClient' },
  ),
  ...entries('api-client', ['openai', 'service'], ['com.theokanning.openai.service.OpenAiService'], construct),
  ...entries(
    'api-client',
    ['anthropic', 'client'],
    [
      'com.anthropic.client.okhttp.AnthropicOkHttpClient.fromEnv',
      'com.anthropic.client.okhttp.AnthropicOkHttpClient.builder().build',
    ],
    { type: 'com.anthropic.client.AnthropicClient' },
  ),
  ...entries('api-client', ['flags', 'client'], ['com.launchdarkly.sdk.server.LDClient'], {
    construct: true,
    connects: true,
  }),
  ...entries('api-client', ['slack', 'app'], ['com.slack.api.bolt.App'], { construct: true, remembers: true }),
  ...entries(
    'api-client',
    ['jira', 'client'],
    ['com.atlassian.jira.rest.client.internal.async.AsynchronousJiraRestClientFactory().create'],
  ),
  ...entries('api-client', ['github'], ['org.kohsuke.github.GitHubBuilder().build'], {
    type: 'org.kohsuke.github.GitHub',
    throws: 'IOException',
  }),
  ...entries('api-client', ['algolia', 'client'], ['com.algolia.api.SearchClient'], construct),
  ...entries('api-client', ['algolia', 'client'], ['com.algolia.search.DefaultSearchClient.create'], {
    type: 'com.algolia.search.SearchClient',
  }),
  ...entries(
    'api-client',
    ['auth0'],
    ['com.auth0.client.mgmt.ManagementAPI.newBuilder().build', 'com.auth0.client.auth.AuthAPI.newBuilder().build'],
  ),
  ...entries('api-client', ['translator'], ['com.deepl.api.Translator', 'com.deepl.api.DeepLClient'], construct),
  ...entries('api-client', ['contentful', 'client'], ['com.contentful.java.cda.CDAClient.builder().build']),
  ...entries('api-client', ['pinecone'], ['io.pinecone.clients.Pinecone.Builder().build'], {
    type: 'io.pinecone.clients.Pinecone',
  }),
  ...entries('api-client', ['square', 'client'], ['com.squareup.square.SquareClient.Builder().build'], {
    type: 'com.squareup.square.SquareClient',
  }),
  ...entries(
    'api-client',
    ['client'],
    [
      'com.azure.*.*.*ClientBuilder().buildClient',
      'com.azure.*.*.*ClientBuilder().buildAsyncClient',
      'com.azure.*.*.*.*ClientBuilder().buildClient',
    ],
  ),
  ...entries(
    'api-client',
    ['service'],
    ['com.google.api.services.*.*.Builder().build', 'com.google.api.services.*.*.*.Builder().build'],
  ),
  ...entries('api-client', ['storage'], googleService('storage.Storage'), {
    type: 'com.google.cloud.storage.Storage',
  }),
  ...entries('api-client', ['big', 'query'], googleService('bigquery.BigQuery'), {
    type: 'com.google.cloud.bigquery.BigQuery',
  }),
  ...entries('api-client', ['bot'], ['com.pengrad.telegrambot.TelegramBot'], construct),
  ...entries('api-client', ['messaging', 'client'], ['com.linecorp.bot.client.LineMessagingClient.builder().build']),
  ...entries('api-client', ['git', 'hub'], ['org.kohsuke.github.GitHub.connectUsingOAuth'], {
    type: 'org.kohsuke.github.GitHub',
    throws: 'IOException',
  }),
  ...entries('api-client', ['gateway'], ['com.braintreegateway.BraintreeGateway'], construct),
  ...entries('api-client', ['web3'], ['org.web3j.protocol.Web3j.build'], { type: 'org.web3j.protocol.Web3j' }),
  ...entries('api-client', ['chat', 'model'], ['dev.langchain4j.model.*.*Model.builder().build']),
];

const others: readonly CatalogueEntry[] = [
  ...entries('messaging', ['producer'], ['org.apache.kafka.clients.producer.KafkaProducer'], {
    construct: true,
    connects: true,
  }),
  ...entries('messaging', ['consumer'], ['org.apache.kafka.clients.consumer.KafkaConsumer'], {
    construct: true,
    connects: true,
    exclusive: true,
  }),
  ...entries(
    'messaging',
    ['connection'],
    [
      'org.apache.activemq.ActiveMQConnectionFactory().createConnection',
      'org.apache.activemq.ActiveMQSslConnectionFactory().createConnection',
      'com.amazon.sqs.javamessaging.SQSConnectionFactory().createConnection',
      'com.ibm.mq.jms.MQConnectionFactory().createConnection',
    ],
    { connects: true, type: 'javax.jms.Connection', throws: 'JMSException' },
  ),
  ...entries('messaging', ['mqtt', 'client'], ['org.eclipse.paho.client.mqttv3.MqttClient'], {
    construct: true,
    throws: 'MqttException',
  }),
  ...entries('messaging', ['connection'], ['org.apache.activemq.ActiveMQConnectionFactory().createConnection'], {
    connects: true,
    type: 'javax.jms.Connection',
    throws: 'JMSException',
  }),
  ...entries('messaging', ['connection'], ['com.rabbitmq.client.ConnectionFactory().newConnection'], {
    connects: true,
    type: 'com.rabbitmq.client.Connection',
    throws: 'IOException',
  }),
  ...entries(
    'rpc-channel',
    ['channel'],
    [
      'io.grpc.ManagedChannelBuilder.forAddress().build',
      'io.grpc.ManagedChannelBuilder.forTarget().build',
      'io.grpc.netty.NettyChannelBuilder.forAddress().build',
      'io.grpc.netty.NettyChannelBuilder.forTarget().build',
      'io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forAddress().build',
      'io.grpc.Grpc.newChannelBuilder().build',
    ],
    { type: 'io.grpc.ManagedChannel' },
  ),
  ...entries('key-set', ['jwk', 'provider'], ['com.auth0.jwk.JwkProviderBuilder().build'], {
    type: 'com.auth0.jwk.JwkProvider',
  }),
  ...entries(
    'key-set',
    ['jwk', 'provider'],
    ['com.auth0.jwk.UrlJwkProvider', 'com.auth0.jwk.JwkProvider', 'com.auth0.jwk.GuavaCachedJwkProvider'],
    construct,
  ),
  ...entries('key-set', ['verifier'], ['com.okta.jwt.JwtVerifiers.accessTokenVerifierBuilder().build'], {
    type: 'com.okta.jwt.AccessTokenVerifier',
  }),
  ...entries('key-set', ['jwks'], ['org.jose4j.jwk.HttpsJwks'], construct),
  ...entries('key-set', ['key', 'source'], ['com.nimbusds.jose.jwk.source.RemoteJWKSet'], construct),
  ...entries('key-set', ['key', 'source'], ['com.nimbusds.jose.jwk.source.JWKSourceBuilder.create().build'], {
    type: 'com.nimbusds.jose.jwk.source.JWKSource',
  }),
  ...entries(
    'compiled',
    'last',
    [
      'com.fasterxml.jackson.databind.ObjectMapper',
      'com.fasterxml.jackson.databind.json.JsonMapper',
      'com.google.gson.Gson',
    ],
    construct,
  ),
  ...entries('compiled', ['object', 'mapper'], ['com.fasterxml.jackson.databind.json.JsonMapper.builder().build']),
  ...entries('compiled', ['gson'], ['com.google.gson.GsonBuilder().create'], { type: 'com.google.gson.Gson' }),
  ...entries('compiled', ['moshi'], ['com.squareup.moshi.Moshi.Builder().build']),
  ...entries('compiled', ['table', 'schema'], ['software.amazon.awssdk.enhanced.dynamodb.TableSchema.fromBean']),
  ...entries('compiled', ['mustaches'], ['com.github.mustachejava.DefaultMustacheFactory'], construct),
  ...entries(
    'compiled',
    ['templates'],
    ['freemarker.template.Configuration', 'org.thymeleaf.TemplateEngine', 'org.apache.velocity.app.VelocityEngine'],
    { construct: true, remembers: true },
  ),
  ...entries('compiled', ['xml', 'context'], ['javax.xml.bind.JAXBContext.newInstance'], {
    type: 'javax.xml.bind.JAXBContext',
    throws: 'JAXBException',
  }),
  ...entries('compiled', ['xml', 'context'], ['jakarta.xml.bind.JAXBContext.newInstance'], {
    type: 'jakarta.xml.bind.JAXBContext',
    throws: 'JAXBException',
  }),
  ...entries('compiled', ['validators'], ['javax.validation.Validation.buildDefaultValidatorFactory'], {
    type: 'javax.validation.ValidatorFactory',
  }),
  ...entries('compiled', ['validators'], ['jakarta.validation.Validation.buildDefaultValidatorFactory'], {
    type: 'jakarta.validation.ValidatorFactory',
  }),
  ...entries('compiled', ['schemas'], ['com.networknt.schema.JsonSchemaFactory.getInstance'], {
    type: 'com.networknt.schema.JsonSchemaFactory',
  }),
  ...entries('model', ['model'], ['ai.djl.repository.zoo.Criteria().loadModel'], {
    reads: true,
    throws: 'IOException',
  }),
  ...entries('telemetry', ['recorder'], ['com.amazonaws.xray.AWSXRayRecorderBuilder.standard().build'], {
    remembers: true,
    type: 'com.amazonaws.xray.AWSXRayRecorder',
  }),
  ...entries(
    'compiled',
    'last',
    [
      'com.fasterxml.jackson.dataformat.xml.XmlMapper',
      'com.fasterxml.jackson.dataformat.yaml.YAMLMapper',
      'com.fasterxml.jackson.dataformat.csv.CsvMapper',
      'com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper',
      'com.github.jknack.handlebars.Handlebars',
    ],
    construct,
  ),
  ...entries('compiled', ['schema'], ['org.everit.json.schema.loader.SchemaLoader.load'], {
    type: 'org.everit.json.schema.Schema',
  }),
  ...entries('compiled', ['schema'], ['graphql.schema.idl.SchemaGenerator().makeExecutableSchema'], {
    type: 'graphql.schema.GraphQLSchema',
  }),
  ...entries('compiled', ['graphql'], ['graphql.GraphQL.newGraphQL().build'], { type: 'graphql.GraphQL' }),
  ...entries('compiled', ['report'], ['net.sf.jasperreports.engine.JasperCompileManager.compileReport'], {
    reads: true,
    type: 'net.sf.jasperreports.engine.JasperReport',
    throws: 'JRException',
  }),
  ...entries('model', ['session'], ['ai.onnxruntime.OrtEnvironment.getEnvironment().createSession'], {
    reads: true,
    type: 'ai.onnxruntime.OrtSession',
    throws: 'OrtException',
  }),
  ...entries('model', ['model'], ['org.tensorflow.SavedModelBundle.load'], {
    reads: true,
    type: 'org.tensorflow.SavedModelBundle',
  }),
  ...entries('model', ['tokenizer'], ['ai.djl.huggingface.tokenizers.HuggingFaceTokenizer.newInstance'], {
    reads: true,
    type: 'ai.djl.huggingface.tokenizers.HuggingFaceTokenizer',
  }),
  ...entries('model', ['booster'], ['ml.dmlc.xgboost4j.java.XGBoost.loadModel'], {
    reads: true,
    type: 'ml.dmlc.xgboost4j.java.Booster',
    throws: 'XGBoostError',
  }),
  ...entries('model', 'last', ['opennlp.tools.*.*Model'], { construct: true, reads: true, throws: 'IOException' }),
];

export const javaServices: readonly CatalogueEntry[] = [...apis, ...others];
