/** Sparkplug B: sessions of edge nodes, their metrics, and the request for a rebirth. */
package org.twinsuite.ditto.extensions.sparkplug;
