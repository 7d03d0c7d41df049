import { entries, type CatalogueEntry } from './entry.ts';
import { javaFrameworks } from './javaFrameworks.ts';
import { javaServices } from './javaServices.ts';

const construct = { construct: true };
const connects = { connects: true };

/**
 * `X.create()` and `X.builder()…build()`: what is set on a builder in between is left out of a symbol.
 * A builder that a method is given is known by its own type.
 */
const made = (type: string): readonly string[] => [
  `${type}.create`,
  `${type}.builder().build`,
  `${type}Builder().build`,
  `${type}.Builder().build`,
];

const sdk: readonly CatalogueEntry[] = [
  ...entries('sdk-client', 'last', [
    ...made('software.amazon.awssdk.services.*.*Client'),
    ...made('software.amazon.awssdk.services.*.*.*Client'),
    ...made('software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient'),
    ...made('software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient'),
    ...made('software.amazon.awssdk.services.s3.presigner.S3Presigner'),
    ...made('software.amazon.awssdk.services.polly.presigner.PollyPresigner'),
    ...made('software.amazon.awssdk.transfer.s3.S3TransferManager'),
    ...made('software.amazon.awssdk.imds.Ec2MetadataClient'),
    ...made('software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager'),
    'software.amazon.awssdk.services.rds.RdsUtilities.builder().build',
    'software.amazon.awssdk.services.dsql.DsqlUtilities.builder().build',
    'software.amazon.awssdk.services.s3.S3AsyncClient.crtCreate',
    'software.amazon.awssdk.services.s3.S3AsyncClient.crtBuilder().build',
    'com.amazonaws.services.*.*Builder.standard().build',
    'com.amazonaws.services.*.*ClientBuilder().build',
    'com.amazonaws.services.*.*Builder.defaultClient',
    'com.amazonaws.services.*.Amazon*Client.builder().build',
    'com.amazonaws.services.*.AWS*Client.builder().build',
    'com.amazonaws.services.s3.transfer.TransferManagerBuilder.standard().build',
    'com.amazonaws.services.s3.transfer.TransferManagerBuilder.defaultTransferManager',
  ]),
  ...entries(
    'sdk-client',
    'last',
    [
      'com.amazonaws.services.*.Amazon*Client',
      'com.amazonaws.services.*.AWS*Client',
      'com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper',
      'com.amazonaws.services.dynamodbv2.document.DynamoDB',
      'com.amazonaws.services.s3.transfer.TransferManager',
      'com.amazonaws.secretsmanager.caching.SecretCache',
      'com.amazonaws.services.kinesis.producer.KinesisProducer',
      'software.amazon.kinesis.producer.KinesisProducer',
      'com.amazonaws.services.sqs.AmazonSQSBufferedAsyncClient',
      'com.amazonaws.services.iot.client.AWSIotMqttClient',
      'com.amazon.sqs.javamessaging.AmazonSQSExtendedClient',
      'com.amazon.sqs.javamessaging.SQSConnectionFactory',
    ],
    construct,
  ),
  ...entries('sdk-client', 'last', [
    ...made('software.amazon.lambda.powertools.parameters.*.*Provider'),
    'software.amazon.lambda.powertools.parameters.*Provider.builder().build',
    'software.amazon.lambda.powertools.idempotency.persistence.DynamoDBPersistenceStore.builder().build',
    'software.amazon.lambda.powertools.idempotency.persistence.*.DynamoDBPersistenceStore.builder().build',
  ]),
  ...entries('sdk-client', 'last', [
    'com.amazonaws.encryptionsdk.AwsCrypto.builder().build',
    'software.amazon.encryption.s3.S3EncryptionClient.builder().build',
    'software.amazon.dax.ClusterDaxClient.builder().build',
  ]),
  ...entries('sdk-client', ['crypto'], ['com.amazonaws.encryptionsdk.AwsCrypto.standard'], {
    type: 'com.amazonaws.encryptionsdk.AwsCrypto',
  }),
];

const databases: readonly CatalogueEntry[] = [
  ...entries('database', ['connection'], ['java.sql.DriverManager.getConnection'], {
    connects: true,
    exclusive: true,
    type: 'java.sql.Connection',
    throws: 'SQLException',
  }),
  // These open a connection each time, since they are no pools.
  ...entries(
    'database',
    ['connection'],
    [
      'org.postgresql.ds.PGSimpleDataSource().getConnection',
      'com.mysql.cj.jdbc.MysqlDataSource().getConnection',
      'com.mysql.jdbc.jdbc2.optional.MysqlDataSource().getConnection',
      'net.snowflake.client.jdbc.SnowflakeBasicDataSource().getConnection',
      'org.mariadb.jdbc.MariaDbDataSource().getConnection',
      'oracle.jdbc.pool.OracleDataSource().getConnection',
      'com.microsoft.sqlserver.jdbc.SQLServerDataSource().getConnection',
      'org.springframework.jdbc.datasource.DriverManagerDataSource().getConnection',
    ],
    { connects: true, exclusive: true, type: 'java.sql.Connection', throws: 'SQLException' },
  ),
  ...entries(
    'database',
    ['data', 'source'],
    ['com.zaxxer.hikari.HikariDataSource', 'org.apache.commons.dbcp2.BasicDataSource'],
    { construct: true, connects: true },
  ),
  ...entries(
    'database',
    ['session', 'factory'],
    [
      'org.hibernate.cfg.Configuration().buildSessionFactory',
      'org.hibernate.cfg.Configuration().configure().buildSessionFactory',
      'org.hibernate.boot.MetadataSources().buildMetadata().buildSessionFactory',
    ],
    { connects: true, type: 'org.hibernate.SessionFactory' },
  ),
  ...entries('database', ['entity', 'managers'], ['javax.persistence.Persistence.createEntityManagerFactory'], {
    connects: true,
    type: 'javax.persistence.EntityManagerFactory',
  }),
  ...entries('database', ['entity', 'managers'], ['jakarta.persistence.Persistence.createEntityManagerFactory'], {
    connects: true,
    type: 'jakarta.persistence.EntityManagerFactory',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.client.MongoClients.create'], {
    type: 'com.mongodb.client.MongoClient',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.reactivestreams.client.MongoClients.create'], {
    type: 'com.mongodb.reactivestreams.client.MongoClient',
  }),
  ...entries('database', ['mongo', 'client'], ['com.mongodb.MongoClient'], construct),
  ...entries('database', ['driver'], ['org.neo4j.driver.GraphDatabase.driver'], { type: 'org.neo4j.driver.Driver' }),
  ...entries('database', ['jdbi'], ['org.jdbi.v3.core.Jdbi.create'], { type: 'org.jdbi.v3.core.Jdbi' }),
  ...entries(
    'database',
    ['search', 'client'],
    [
      'org.opensearch.client.RestHighLevelClient',
      'org.opensearch.client.opensearch.OpenSearchClient',
      'org.elasticsearch.client.RestHighLevelClient',
      'co.elastic.clients.elasticsearch.ElasticsearchClient',
    ],
    construct,
  ),
  ...entries(
    'database',
    ['rest', 'client'],
    ['org.opensearch.client.RestClient.builder().build', 'org.elasticsearch.client.RestClient.builder().build'],
  ),
  ...entries('database', ['session'], ['com.datastax.oss.driver.api.core.CqlSession.builder().build'], connects),
  ...entries('database', ['influx', 'client'], ['com.influxdb.client.InfluxDBClientFactory.create'], {
    type: 'com.influxdb.client.InfluxDBClient',
  }),
  ...entries(
    'database',
    ['data', 'source'],
    [
      'org.apache.commons.dbcp.BasicDataSource',
      'com.mchange.v2.c3p0.ComboPooledDataSource',
      'org.apache.tomcat.jdbc.pool.DataSource',
    ],
    { construct: true, connects: true },
  ),
  ...entries('database', ['session', 'factory'], ['org.apache.ibatis.session.SqlSessionFactoryBuilder().build'], {
    type: 'org.apache.ibatis.session.SqlSessionFactory',
  }),
  ...entries('database', ['connection', 'factory'], ['io.r2dbc.spi.ConnectionFactories.get'], {
    type: 'io.r2dbc.spi.ConnectionFactory',
  }),
  ...entries(
    'database',
    ['search', 'client'],
    [
      'org.opensearch.client.opensearch.OpenSearchAsyncClient',
      'co.elastic.clients.elasticsearch.ElasticsearchAsyncClient',
    ],
    construct,
  ),
  ...entries(
    'database',
    ['firestore'],
    [
      'com.google.cloud.firestore.FirestoreOptions.getDefaultInstance().getService',
      'com.google.cloud.firestore.FirestoreOptions().getService',
    ],
    {
      type: 'com.google.cloud.firestore.Firestore',
    },
  ),
  ...entries('database', ['cluster'], ['org.apache.tinkerpop.gremlin.driver.Cluster.build().create'], {
    type: 'org.apache.tinkerpop.gremlin.driver.Cluster',
  }),
  ...entries('database', ['cluster'], ['com.couchbase.client.java.Cluster.connect'], {
    connects: true,
    type: 'com.couchbase.client.java.Cluster',
  }),
  ...entries('database', ['cluster'], ['com.datastax.driver.core.Cluster.builder().build']),
  ...entries('database', ['solr', 'client'], ['org.apache.solr.client.solrj.impl.*SolrClient.Builder().build']),
  ...entries('database', ['geo', 'database'], ['com.maxmind.geoip2.DatabaseReader.Builder().build'], {
    reads: true,
    type: 'com.maxmind.geoip2.DatabaseReader',
    throws: 'IOException',
  }),
];

const caches: readonly CatalogueEntry[] = [
  ...entries('cache', 'last', ['redis.clients.jedis.Jedis'], { construct: true, connects: true, exclusive: true }),
  ...entries(
    'cache',
    'last',
    ['redis.clients.jedis.JedisPool', 'redis.clients.jedis.JedisPooled', 'redis.clients.jedis.UnifiedJedis'],
    construct,
  ),
  ...entries('cache', 'last', ['redis.clients.jedis.JedisCluster'], { construct: true, connects: true }),
  ...entries('cache', ['redis', 'client'], ['io.lettuce.core.RedisClient.create'], {
    type: 'io.lettuce.core.RedisClient',
  }),
  ...entries('cache', ['redis', 'client'], ['io.lettuce.core.cluster.RedisClusterClient.create'], {
    type: 'io.lettuce.core.cluster.RedisClusterClient',
  }),
  ...entries(
    'cache',
    ['redis', 'connection'],
    ['io.lettuce.core.RedisClient().connect', 'io.lettuce.core.cluster.RedisClusterClient().connect'],
    connects,
  ),
  ...entries('cache', 'last', [...made('momento.sdk.CacheClient'), 'momento.sdk.SimpleCacheClient.builder().build']),
  ...entries('cache', ['redisson'], ['org.redisson.Redisson.create'], {
    connects: true,
    type: 'org.redisson.api.RedissonClient',
  }),
  ...entries('cache', ['memcached'], ['net.spy.memcached.MemcachedClient'], {
    construct: true,
    connects: true,
    throws: 'IOException',
  }),
  ...entries(
    'cache',
    'last',
    ['redis.clients.jedis.JedisSentinelPool', 'io.valkey.JedisPool', 'io.valkey.JedisPooled'],
    construct,
  ),
  ...entries('cache', 'last', ['io.valkey.Jedis'], { construct: true, connects: true, exclusive: true }),
  ...entries('cache', ['memcached'], ['net.rubyeye.xmemcached.XMemcachedClientBuilder().build'], {
    connects: true,
    type: 'net.rubyeye.xmemcached.MemcachedClient',
    throws: 'IOException',
  }),
];

const http: readonly CatalogueEntry[] = [
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'java.net.http.HttpClient.newHttpClient',
      'java.net.http.HttpClient.newBuilder().build',
      'okhttp3.OkHttpClient.Builder().build',
    ],
  ),
  // What their builders build is declared as what all of them have in common.
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      ...made('software.amazon.awssdk.http.*.*AsyncHttpClient'),
      ...made('software.amazon.awssdk.http.*.*.*AsyncHttpClient'),
    ],
    { type: 'software.amazon.awssdk.http.async.SdkAsyncHttpClient' },
  ),
  ...entries(
    'http-client',
    ['http', 'client'],
    [...made('software.amazon.awssdk.http.*.*HttpClient'), ...made('software.amazon.awssdk.http.*.*.*HttpClient')],
    { type: 'software.amazon.awssdk.http.SdkHttpClient' },
  ),
  ...entries('http-client', ['http', 'client'], ['okhttp3.OkHttpClient'], construct),
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'org.apache.http.impl.client.HttpClients.createDefault',
      'org.apache.http.impl.client.HttpClients.createSystem',
      'org.apache.http.impl.client.HttpClients.createMinimal',
      'org.apache.http.impl.client.HttpClients.custom().build',
      'org.apache.http.impl.client.HttpClientBuilder.create().build',
    ],
    { remembers: true, type: 'org.apache.http.impl.client.CloseableHttpClient' },
  ),
  ...entries(
    'http-client',
    ['http', 'client'],
    [
      'org.apache.hc.client5.http.impl.classic.HttpClients.createDefault',
      'org.apache.hc.client5.http.impl.classic.HttpClients.createSystem',
      'org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal',
      'org.apache.hc.client5.http.impl.classic.HttpClients.custom().build',
      'org.apache.hc.client5.http.impl.classic.HttpClientBuilder.create().build',
    ],
    { remembers: true, type: 'org.apache.hc.client5.http.impl.classic.CloseableHttpClient' },
  ),
  ...entries('http-client', ['rest', 'template'], ['org.springframework.web.client.RestTemplate'], construct),
  ...entries('http-client', ['web', 'client'], made('org.springframework.web.reactive.function.client.WebClient')),
  ...entries('http-client', ['rest', 'client'], made('org.springframework.web.client.RestClient')),
  ...entries('http-client', ['retrofit'], ['retrofit2.Retrofit.Builder().build']),
  ...entries('http-client', ['http', 'client'], ['javax.ws.rs.client.ClientBuilder.newClient'], {
    type: 'javax.ws.rs.client.Client',
  }),
  ...entries('http-client', ['http', 'client'], ['jakarta.ws.rs.client.ClientBuilder.newClient'], {
    type: 'jakarta.ws.rs.client.Client',
  }),
  ...entries(
    'http-client',
    ['http', 'client'],
    ['org.apache.http.impl.client.DefaultHttpClient', 'org.apache.http.impl.client.SystemDefaultHttpClient'],
    {
      construct: true,
      remembers: true,
    },
  ),
  ...entries(
    'http-client',
    ['http', 'client'],
    ['com.amazonaws.xray.proxies.apache.http.HttpClientBuilder.create().build'],
    {
      remembers: true,
      type: 'org.apache.http.impl.client.CloseableHttpClient',
    },
  ),
  ...entries('http-client', ['http', 'client'], ['org.asynchttpclient.Dsl.asyncHttpClient'], {
    type: 'org.asynchttpclient.AsyncHttpClient',
  }),
  ...entries('http-client', ['rest', 'template'], ['org.springframework.boot.web.client.RestTemplateBuilder().build'], {
    type: 'org.springframework.web.client.RestTemplate',
  }),
  ...entries('http-client', ['http', 'client'], ['javax.ws.rs.client.ClientBuilder.newBuilder().build'], {
    type: 'javax.ws.rs.client.Client',
  }),
  ...entries('http-client', ['http', 'client'], ['jakarta.ws.rs.client.ClientBuilder.newBuilder().build'], {
    type: 'jakarta.ws.rs.client.Client',
  }),
  ...entries('http-client', ['http', 'client'], ['org.apache.http.impl.nio.client.HttpAsyncClients.createDefault'], {
    remembers: true,
    type: 'org.apache.http.impl.nio.client.CloseableHttpAsyncClient',
  }),
  ...entries('http-client', ['http', 'client'], ['org.apache.commons.httpclient.HttpClient'], {
    construct: true,
    remembers: true,
  }),
  ...entries('http-client', ['http', 'client'], ['reactor.netty.http.client.HttpClient.create']),
  ...entries('http-client', ['http', 'transport'], ['com.google.api.client.http.javanet.NetHttpTransport'], construct),
  ...entries('http-client', ['api'], ['feign.Feign.builder().target']),
];

export const java: readonly CatalogueEntry[] = [
  ...sdk,
  ...databases,
  ...caches,
  ...http,
  ...javaServices,
  ...javaFrameworks,
];
