/** The wait point: register, check again, park, commit exactly one outcome. */
package jacquard.internal.wait;
