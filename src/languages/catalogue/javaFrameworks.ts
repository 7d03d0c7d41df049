/** Java: containers that make an application's objects, web applications behind a handler, telemetry, templates, models. */
import { entries, type CatalogueEntry } from './entry.ts';

const construct = { construct: true };

/** They make what an application needs, connections included. */
const container = { connects: true };

const containers: readonly CatalogueEntry[] = [
  ...entries(
    'container',
    ['application', 'context'],
    [
      'org.springframework.context.annotation.AnnotationConfigApplicationContext',
      'org.springframework.context.support.ClassPathXmlApplicationContext',
      'org.springframework.context.support.GenericApplicationContext',
    ],
    { ...container, construct: true },
  ),
  ...entries(
    'container',
    ['application', 'context'],
    [
      'org.springframework.boot.SpringApplication.run',
      'org.springframework.boot.SpringApplication().run',
      'org.springframework.boot.builder.SpringApplicationBuilder().run',
    ],
    { ...container, type: 'org.springframework.context.ConfigurableApplicationContext' },
  ),
  ...entries(
    'container',
    ['application', 'context'],
    ['io.micronaut.context.ApplicationContext.run', 'io.micronaut.context.ApplicationContext.builder().start'],
    { ...container, type: 'io.micronaut.context.ApplicationContext' },
  ),
  ...entries('container', ['container'], ['org.kie.api.KieServices.Factory.get().getKieClasspathContainer'], {
    ...container,
    type: 'org.kie.api.runtime.KieContainer',
  }),
  ...entries('container', ['injector'], ['com.google.inject.Guice.createInjector'], {
    ...container,
    type: 'com.google.inject.Injector',
  }),
  // Its classes are made by the build, in the package of the component.
  ...entries('container', ['component'], ['**Dagger*.create', '**Dagger*.builder().build'], container),
  ...entries(
    'container',
    ['container'],
    ['jakarta.enterprise.inject.se.SeContainerInitializer.newInstance().initialize'],
    {
      ...container,
      type: 'jakarta.enterprise.inject.se.SeContainer',
    },
  ),
  ...entries(
    'container',
    ['container', 'handler'],
    [
      'com.amazonaws.serverless.proxy.*.*ContainerHandler.getAwsProxyHandler',
      'com.amazonaws.serverless.proxy.*.*ContainerHandler.getHttpApiV2ProxyHandler',
    ],
    container,
  ),
];

const compiled: readonly CatalogueEntry[] = [
  ...entries('compiled', ['csv', 'mapper'], ['com.fasterxml.jackson.dataformat.csv.CsvMapper.builder().build']),
  ...entries('compiled', ['xml', 'mapper'], ['com.fasterxml.jackson.dataformat.xml.XmlMapper.builder().build']),
  ...entries('compiled', ['schema'], ['com.networknt.schema.JsonSchemaFactory.getInstance().getSchema'], {
    type: 'com.networknt.schema.JsonSchema',
  }),
  ...entries('compiled', ['schemas'], ['com.github.fge.jsonschema.main.JsonSchemaFactory.byDefault'], {
    type: 'com.github.fge.jsonschema.main.JsonSchemaFactory',
  }),
  ...entries('compiled', ['schema'], ['javax.xml.validation.SchemaFactory.newInstance().newSchema'], {
    type: 'javax.xml.validation.Schema',
    throws: 'SAXException',
  }),
  ...entries('compiled', ['templates'], ['javax.xml.transform.TransformerFactory.newInstance().newTemplates'], {
    type: 'javax.xml.transform.Templates',
    throws: 'TransformerConfigurationException',
  }),
  ...entries(
    'compiled',
    ['templates'],
    [
      'com.mitchellbosecki.pebble.PebbleEngine.Builder().build',
      'io.pebbletemplates.pebble.PebbleEngine.Builder().build',
    ],
    { remembers: true },
  ),
  ...entries(
    'compiled',
    ['templates'],
    ['org.thymeleaf.spring5.SpringTemplateEngine', 'org.thymeleaf.spring6.SpringTemplateEngine'],
    {
      construct: true,
      remembers: true,
    },
  ),
  ...entries('compiled', 'last', ['org.apache.tika.Tika', 'org.apache.tika.parser.AutoDetectParser'], construct),
];

/** What a version of FHIR defines is read when its context is first used. */
const fhir: readonly CatalogueEntry[] = entries(
  'compiled',
  ['fhir', 'context'],
  ['Dstu2', 'Dstu3', 'R4', 'R4B', 'R5'].map((version) => `ca.uhn.fhir.context.FhirContext.for${version}`),
  { type: 'ca.uhn.fhir.context.FhirContext' },
);

const telemetry: readonly CatalogueEntry[] = [
  ...entries('telemetry', ['meters'], ['io.micrometer.cloudwatch2.CloudWatchMeterRegistry'], {
    construct: true,
    remembers: true,
  }),
  ...entries('telemetry', ['open', 'telemetry'], ['io.opentelemetry.sdk.OpenTelemetrySdk.builder().build'], {
    remembers: true,
    type: 'io.opentelemetry.sdk.OpenTelemetrySdk',
  }),
  ...entries('telemetry', ['metric', 'sender'], ['com.signalfx.metrics.flush.AggregateMetricSender'], {
    construct: true,
    remembers: true,
  }),
  ...entries('telemetry', ['statsd'], ['com.timgroup.statsd.NonBlockingStatsDClient'], {
    construct: true,
    remembers: true,
  }),
];

const models: readonly CatalogueEntry[] = [
  ...entries('model', ['pipeline'], ['edu.stanford.nlp.pipeline.StanfordCoreNLP'], { construct: true, reads: true }),
  ...entries('model', ['tesseract'], ['net.sourceforge.tess4j.Tesseract'], { construct: true, exclusive: true }),
  ...entries('model', ['model'], ['hex.genmodel.MojoModel.load'], {
    reads: true,
    type: 'hex.genmodel.MojoModel',
    throws: 'IOException',
  }),
];

export const javaFrameworks: readonly CatalogueEntry[] = [...containers, ...compiled, ...fhir, ...telemetry, ...models];
