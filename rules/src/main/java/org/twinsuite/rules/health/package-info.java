/** How well things are, and what that means for what they are part of. */
package org.twinsuite.rules.health;
