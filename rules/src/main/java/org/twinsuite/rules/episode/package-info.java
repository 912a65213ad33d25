/**
 * One fault of one thing from the first prescription to its end: the reason an order is never
 * raised twice.
 */
package org.twinsuite.rules.episode;
