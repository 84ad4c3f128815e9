/**
 * The grammar of RFC 9110 and RFC 3986 as tables and pure functions; shared by the values and the
 * codecs.
 */
package jacquard.http.syntax;
