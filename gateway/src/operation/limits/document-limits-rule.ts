// Checks the limits as the first of the validation rules: a document that passes one is not validated at all.
import type { ASTVisitor, ValidationContext } from 'graphql';
import { checkDocument } from './check-document.ts';
import type { LimitGuard } from './limit-guard.ts';

export function createDocumentLimitsRule(guard: LimitGuard): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    Document: {
      enter(document) {
        const refused = checkDocument(document, guard);
        if (refused === undefined) return undefined;
        context.reportError(refused);
        // For a visitor, this removes the document, with which all rules are at their end.
        return null;
      },
    },
  });
}
