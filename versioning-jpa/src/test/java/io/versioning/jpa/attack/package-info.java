/** Attempts to break the promises through entity managers. */
package io.versioning.jpa.attack;
