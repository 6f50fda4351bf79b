/** The adapter on entities of every kind. */
package io.versioning.jpa.kinds;
