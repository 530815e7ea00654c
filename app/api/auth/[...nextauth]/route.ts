import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

// Public by nature: this is where signing in happens. Built per request because the options read the environment.
function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

export { handler as GET, handler as POST };
