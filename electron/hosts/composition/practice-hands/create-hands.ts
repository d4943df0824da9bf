import { PRACTICE_ACTIONS, type PracticeAction, type PracticeDeed, type PracticeWish } from '../../../../shared/domain/practice/actions.ts';
import { assertNever, type Fault, type Result } from '../../../../shared/domain/result.ts';
import type { FittingOrder, PracticeHands, StandingDocument } from '../../../core/ports/practice.ts';
import {
  actAsColleague,
  clearBooks,
  closeBooks,
  endToken,
  fittingInBooks,
  isColleagueAction,
  loseAnswer,
  openBooks,
  refuseNext,
  revoke,
  suspend,
  troublesOfBooks,
} from './books-hands.ts';
import { deed, type HandsParts } from './hands-parts.ts';
import {
  clearShop,
  endKey,
  fittingInShop,
  isShopAction,
  letArrive,
  makeKey,
  spoilRecord,
  throttle,
  troublesOfShop,
  workOn,
} from './shop-hands.ts';

/** The hands over the controls of a practice company's two stand-ins. */
export function createPracticeHands(parts: HandsParts): PracticeHands {
  return {
    look: (documents) => ({
      offers: PRACTICE_ACTIONS.map((action) => ({ action, orders: fitting(parts, action, documents)?.map(nameOf) ?? null })),
      troubles: [...troublesOfShop(parts), ...troublesOfBooks(parts)],
    }),
    perform: (wish, documents) => perform(parts, wish, documents),
  };
}

const nameOf = ({ orderId, orderNumber, buyer }: FittingOrder): FittingOrder => ({ orderId, orderNumber, buyer });

/** The orders that an action fits; null where it is on no order. */
function fitting(parts: HandsParts, action: PracticeAction, documents: readonly StandingDocument[]): readonly FittingOrder[] | null {
  if (isShopAction(action)) {
    return fittingInShop(parts, action);
  }
  return isColleagueAction(action) ? fittingInBooks(parts, action, documents) : null;
}

function perform(parts: HandsParts, wish: PracticeWish, documents: readonly StandingDocument[]): Result<PracticeDeed, Fault> {
  switch (wish.action) {
    case 'order-arrives':
      return letArrive(parts, 1, false);
    case 'orders-arrive':
      return letArrive(parts, wish.count, false);
    case 'shipped-order-arrives':
      return letArrive(parts, 1, true);
    case 'ship-order':
    case 'void-label':
    case 'cancel-order':
    case 'change-amount':
    case 'split-order':
    case 'combine-orders':
      return workOn(parts, wish);
    case 'record-unreadable':
      return spoilRecord(parts);
    case 'source-throttles':
      return throttle(parts);
    case 'source-key-ends':
      return endKey(parts);
    case 'source-key-made':
      return makeKey(parts);
    case 'books-refuse':
      return refuseNext(parts, wish.reason, wish.times);
    case 'books-lose-answer':
      return loseAnswer(parts);
    case 'books-token-ends':
      return endToken(parts);
    case 'books-revoke':
      return revoke(parts);
    case 'books-suspend':
      return suspend(parts);
    case 'books-close':
      return closeBooks(parts, wish.through);
    case 'books-open':
      return openBooks(parts);
    case 'colleague-changes':
    case 'colleague-deletes':
    case 'colleague-pays':
      return actAsColleague(parts, wish, documents);
    case 'back-to-normal':
      clearShop(parts);
      clearBooks(parts);
      return deed();
    default:
      return assertNever(wish);
  }
}
