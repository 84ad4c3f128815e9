/** The messages of HTTP. */
package jacquard.http;
