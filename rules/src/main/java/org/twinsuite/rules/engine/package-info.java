/** One rule partition: facts in, actions and changed episodes out. */
package org.twinsuite.rules.engine;
