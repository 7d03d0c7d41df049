export { storeInvoice } from './invoices';
