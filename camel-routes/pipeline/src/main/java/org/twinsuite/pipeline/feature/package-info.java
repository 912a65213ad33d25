/** The features of twins that mean something to the rules, one class each. */
package org.twinsuite.pipeline.feature;
