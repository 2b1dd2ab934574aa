// The sample operations of the contract as typed documents, with the variables that their files hold.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import * as documents from '@commerce-graph/schema/operations';

export const sampleOperations = {
  ProductPage: documents.ProductPageDocument,
  ProductListing: documents.ProductListingDocument,
  AccountDashboard: documents.AccountDashboardDocument,
  OrderHistory: documents.OrderHistoryDocument,
  QuickOrder: documents.QuickOrderDocument,
  SubmitOrder: documents.SubmitOrderDocument,
} as const;

export type SampleOperationName = keyof typeof sampleOperations;

export function readSampleVariables(name: SampleOperationName): Record<string, unknown> {
  const file = contractPath(`operations/${name}.variables.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
