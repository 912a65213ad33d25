/** OPC UA PubSub, JSON message mapping (OPC 10000-14). */
package org.twinsuite.ditto.extensions.opcuapubsub;
