const middy = require('@middy/core');
const httpErrorHandler = require('@middy/http-error-handler');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');

const publish = async (event) => {
  const sns = new SNSClient({});
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: event.body }));
  return { statusCode: 204 };
};

exports.handler = middy(publish).use(httpErrorHandler());
