/** Ed25519 signatures over the files of a rule pack, and the keys they are checked with. */
package org.twinsuite.rules.signature;
