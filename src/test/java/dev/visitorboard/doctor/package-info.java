/// Tests of the doctor.
@NullMarked
package dev.visitorboard.doctor;

import org.jspecify.annotations.NullMarked;
