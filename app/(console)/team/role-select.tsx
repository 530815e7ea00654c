import { SelectField } from "@/components/ui/field";
import { ROLE_LABELS, ROLE_MEANINGS, type Role } from "@/lib/auth/roles";

export type RoleSelectProps = {
  roles: readonly Role[];
  defaultRole: Role;
  error?: string;
  className?: string;
};

/** The roles this viewer may give, each with what it means. */
export function RoleSelect({ roles, defaultRole, error, className }: RoleSelectProps) {
  return (
    <SelectField
      // React keeps the first default of a select for good; a new one needs a new element.
      key={defaultRole}
      label="Role"
      name="role"
      defaultValue={defaultRole}
      error={error}
      className={className}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {`${ROLE_LABELS[role]}: ${ROLE_MEANINGS[role]}`}
        </option>
      ))}
    </SelectField>
  );
}
