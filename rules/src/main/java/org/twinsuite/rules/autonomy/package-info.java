/** How far each rule may go by itself, and who changed that. */
package org.twinsuite.rules.autonomy;
