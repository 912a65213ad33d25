/**
 * What the engine keeps of each thing: small windows updated in place, and the detectors over them
 * that rules see as facts.
 */
package org.twinsuite.rules.detect;
