package dev.weft.priors.thermal;

import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.KELVIN_PER_WATT;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.RADIAN;
import static dev.weft.priors.Units.WATT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a heated room whose windows are vertical and face one way, so that what the sun gives depends on where it
 * stands:
 *
 * <pre>
 * Cᵢ·dTᵢ/dt = (Tₑ − Tᵢ)/Rᵢₑ + A_w·Φₛ·max(cos(α − γ), 0)·cos h / sin h + Φₕ
 * Cₑ·dTₑ/dt = (Tᵢ − Tₑ)/Rᵢₑ + (Tₐ − Tₑ)/Rₑₐ
 * </pre>
 *
 * <p>with the irradiance Φₛ of a level surface, the sun's height h over the horizon and its azimuth α, from south, positive in
 * the west, and the direction γ the windows face, counted likewise. Otherwise it is {@link RcRoomTwoStates}. All of Φₛ counts as
 * coming straight from the sun, which clouds make untrue; the sun warms nothing while it is below the horizon, whatever a
 * sensor reads then. sin h is held above that of {@value #LEAST_HEIGHT_DEGREES}°, where a level surface sees next to nothing of
 * the sun. Linear in the temperatures: a scale with another zero, such as °C, gives the same parameters.
 *
 * <p>Source: P. Bacher, H. Madsen, "Identifying suitable models for the heat dynamics of buildings", Energy and
 * Buildings 43, 2011, model TiTe; J. A. Duffie, W. A. Beckman, "Solar Engineering of Thermal Processes", 2nd edition, 1991,
 * section 1.8, for the ratio of the beam on a tilted surface to that on a level one, here with a tilt of 90°. Nominal values:
 * those of {@link RcRoomTwoStates}, windows to the south.
 */
public final class RcRoomVerticalWindows extends PhysicsPrior {
    private static final double LEAST_HEIGHT_DEGREES = 5;

    public final Parameter indoorCapacity = parameter("indoorCapacity", JOULE_PER_KELVIN)
            .between(1e3, 1e10)
            .nominal(3.6e6)
            .steady()
            .meaning("heat capacity of air and furniture");
    public final Parameter envelopeCapacity = parameter("envelopeCapacity", JOULE_PER_KELVIN)
            .between(1e3, 1e11)
            .nominal(1.1e7)
            .steady()
            .meaning("heat capacity of the envelope");
    public final Parameter indoorResistance = parameter("indoorResistance", KELVIN_PER_WATT)
            .between(1e-6, 10)
            .nominal(9e-4)
            .meaning("thermal resistance between indoor air and envelope");
    public final Parameter outdoorResistance = parameter("outdoorResistance", KELVIN_PER_WATT)
            .between(1e-6, 10)
            .nominal(4.5e-3)
            .meaning("thermal resistance between envelope and outdoor air");
    public final Parameter windowArea = parameter("windowArea", METRE.pow(2))
            .between(0, 1e3)
            .nominal(6)
            .meaning("area of the windows, less what they do not let through");
    public final Parameter facing = parameter("facing", RADIAN)
            .between(-Math.PI, Math.PI)
            .nominal(0)
            .steady()
            .meaning("direction the windows face, from south, positive in the west");
    public final State indoor =
            state("indoor", KELVIN).startsAt(293).within(3).meaning("temperature of the indoor air");
    public final State envelope =
            state("envelope", KELVIN).startsAt(290).within(5).meaning("temperature of the envelope");
    public final Input ambient = input("ambient", KELVIN).between(268, 293).meaning("temperature of the outdoor air");
    public final Input sun = input("sun", WATT.divide(METRE.pow(2)))
            .between(0, 500)
            .meaning("solar irradiance of a level surface; below zero it counts as zero");
    public final Input sunHeight =
            input("sunHeight", RADIAN).between(0.1, 0.8).meaning("height of the sun over the horizon");
    public final Input sunAzimuth = input("sunAzimuth", RADIAN)
            .between(-1.2, 1.2)
            .meaning("azimuth of the sun, from south, positive in the west");
    public final Input heater = input("heater", WATT).orElse(0).between(0, 5000).meaning("power of the heater");

    public RcRoomVerticalWindows() {
        summary("A heated room with windows that face one way: indoor air and envelope, driven by ambient temperature,"
                + " heater, and the sun by where it stands.");
        source("P. Bacher, H. Madsen, Identifying suitable models for the heat dynamics of buildings, Energy and"
                + " Buildings 43, 2011, model TiTe; J. A. Duffie, W. A. Beckman, Solar Engineering of Thermal Processes,"
                + " 2nd edition, 1991, section 1.8");
        sampling(300, 1440);
        Quantity inward = envelope.minus(indoor).over(indoorResistance);
        Quantity outward = ambient.minus(envelope).over(outdoorResistance);
        Quantity steepness = sunHeight.sin().atLeast(Math.sin(Math.toRadians(LEAST_HEIGHT_DEGREES)));
        Quantity onWindow = sunAzimuth
                .minus(facing)
                .cos()
                .positivePart()
                .times(sunHeight.cos())
                .over(steepness);
        Quantity byDay = Quantity.where(sunHeight, onWindow, Quantity.of(0, NUMBER));
        Quantity solarGain = windowArea.times(sun.positivePart()).times(byDay);
        equation(indoor.rate(), inward.plus(solarGain).plus(heater).over(indoorCapacity));
        equation(envelope.rate(), outward.minus(inward).over(envelopeCapacity));
        output("indoor", indoor, 0.05, "temperature of the indoor air");
        invariant("heat flows from warm to cold", inward.times(envelope.minus(indoor)));
        invariant("the sun never cools", solarGain);
    }
}
