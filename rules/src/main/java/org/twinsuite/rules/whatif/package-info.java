/** What would be prescribed if something were different. Nothing here changes anything. */
package org.twinsuite.rules.whatif;
