// Handlers in no template, found by their shape: `export const handler`.
import { ListTablesCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const handler = async (): Promise<string[]> => {
  const client = new DynamoDBClient({});
  const { TableNames } = await client.send(new ListTablesCommand({}));
  return TableNames ?? [];
};
