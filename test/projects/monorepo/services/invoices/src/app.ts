import { storeInvoice } from '../../../packages/store/src/index';

export const handler = async (event: { id: string; total: number }): Promise<void> => {
  await storeInvoice(event.id, event.total);
};
