package dev.weft.priors.thermal;

import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.KELVIN_PER_WATT;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.WATT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a heated room by two temperatures, indoor air and envelope, as a circuit of resistances and capacities:
 *
 * <pre>
 * Cᵢ·dTᵢ/dt = (Tₑ − Tᵢ)/Rᵢₑ + A_w·Φₛ + Φₕ
 * Cₑ·dTₑ/dt = (Tᵢ − Tₑ)/Rᵢₑ + (Tₐ − Tₑ)/Rₑₐ
 * </pre>
 *
 * <p>with the ambient temperature Tₐ, the sun Φₛ per area, the window area A_w it comes in through, and the power Φₕ of
 * the heater. Linear: a temperature scale with another zero, such as °C, gives the same parameters.
 *
 * <p>Source: P. Bacher, H. Madsen, "Identifying suitable models for the heat dynamics of buildings", Energy and
 * Buildings 43, 2011, the model of interior and envelope (TiTe). Nominal values: round figures for a light building of some 120 m².
 */
public final class RcRoomTwoStates extends PhysicsPrior {
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
            .meaning("area through which all of the sun comes in");
    public final State indoor =
            state("indoor", KELVIN).startsAt(293).within(3).meaning("temperature of the indoor air");
    public final State envelope =
            state("envelope", KELVIN).startsAt(290).within(5).meaning("temperature of the envelope");
    public final Input ambient = input("ambient", KELVIN).between(268, 293).meaning("temperature of the outdoor air");
    public final Input sun =
            input("sun", WATT.divide(METRE.pow(2))).orElse(0).between(0, 500).meaning("solar irradiance");
    public final Input heater = input("heater", WATT).orElse(0).between(0, 5000).meaning("power of the heater");

    public RcRoomTwoStates() {
        summary("A heated room: indoor air and envelope, driven by ambient temperature, sun and heater.");
        source("P. Bacher, H. Madsen, Identifying suitable models for the heat dynamics of buildings, Energy and"
                + " Buildings 43, 2011, model TiTe");
        sampling(300, 1440);
        Quantity inward = envelope.minus(indoor).over(indoorResistance);
        Quantity outward = ambient.minus(envelope).over(outdoorResistance);
        equation(indoor.rate(), inward.plus(windowArea.times(sun)).plus(heater).over(indoorCapacity));
        equation(envelope.rate(), outward.minus(inward).over(envelopeCapacity));
        output("indoor", indoor, 0.05, "temperature of the indoor air");
        invariant("heat flows from warm to cold", inward.times(envelope.minus(indoor)));
    }
}
