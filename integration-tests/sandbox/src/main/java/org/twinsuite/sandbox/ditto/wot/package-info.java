/**
 * W3C WoT Thing Models in the embedded Ditto: things start with the defaults of their model, and
 * what does not fit the model is refused. Made after Ditto 3.9's defaults; the values are checked
 * by the JSON schema library that Ditto uses.
 */
package org.twinsuite.sandbox.ditto.wot;
