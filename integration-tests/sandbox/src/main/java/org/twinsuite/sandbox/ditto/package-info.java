/**
 * An Eclipse Ditto in this process and in memory, for tests, demonstrations and CI.
 *
 * <p>Model, protocol, RQL and policy decisions are those of Ditto's own libraries; routing, storage
 * and streams are made here. The contract suite in {@code integration-tests/e2e} holds it to a real
 * Ditto: where the two differ, this one is wrong.
 *
 * <p>Known differences: nothing is stored; search looks at the things themselves and never lags; a
 * message without required response is accepted at once instead of after some seconds; Thing Models
 * are used for new things and for what is written (package {@code wot}), not for messages, {@code
 * tm:ref} or Thing Descriptions; connections are checked and kept but never opened, no tokens
 * (JWT), no devops paths; metadata has no history; a subscription is active as soon as it is
 * acknowledged; no limit on commands in flight.
 *
 * <p>Everything runs on one event loop, so there are no locks and all changes are in one order.
 */
package org.twinsuite.sandbox.ditto;
