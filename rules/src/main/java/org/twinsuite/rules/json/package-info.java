/** JSON of facts, actions, episodes and evidence. */
package org.twinsuite.rules.json;
