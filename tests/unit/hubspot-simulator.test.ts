import { describeApi } from "../hubspot-simulator/checks/api-checks";
import { describeConsent } from "../hubspot-simulator/checks/consent-checks";
import { describeContactReads } from "../hubspot-simulator/checks/contact-read-checks";
import { describeContactSearch } from "../hubspot-simulator/checks/contact-search-checks";
import { describeContactWrites } from "../hubspot-simulator/checks/contact-write-checks";
import { describeControl } from "../hubspot-simulator/checks/control-checks";
import { describeFaults } from "../hubspot-simulator/checks/fault-checks";
import { describeTokenEndpoint } from "../hubspot-simulator/checks/token-checks";
import { describeTokenInfo } from "../hubspot-simulator/checks/token-info-checks";

// The simulator is the referee of every other test, so its own strictness is proven here, one subject per file.
describeConsent();
describeTokenEndpoint();
describeTokenInfo();
describeApi();
describeContactReads();
describeContactWrites();
describeContactSearch();
describeFaults();
describeControl();
