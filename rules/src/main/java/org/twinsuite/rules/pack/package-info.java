/** Rule packs: DRL, decision tables and their version hash. */
package org.twinsuite.rules.pack;
